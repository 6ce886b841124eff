"""How names sound: spellings of one name share a key, and other names do not."""

import pytest

from intake import phonetic

SAME = [
    ("Rhys", "Reece", "Rees", "Reese"),
    ("Dafydd", "David", "Dafid"),
    ("Siân", "Sian", "Shan"),
    ("Siôn", "Sean", "Shaun", "Shawn"),
    ("Llewelyn", "Lewellyn", "Llywelyn"),
    ("Lloyd", "Loyd"),
    ("Gruffudd", "Griffith"),
    ("Cerys", "Carys", "Kerys"),
    ("Ceri", "Kerry", "Keri"),
    ("Huw", "Hugh"),
    ("Owain", "Owen"),
    ("Mohammed", "Muhammad", "Mohamed", "Mohammad"),
    ("Hussain", "Hussein", "Husain", "Hossain"),
    ("Ahmed", "Ahmad"),
    ("Chaudhry", "Choudhury", "Chowdhury", "Chaudhary"),
    ("Wasim", "Vasim", "Waseem"),
    ("Yusuf", "Yousef", "Yousuf"),
    ("Siddiqui", "Siddique"),
    ("Begum", "Begam"),
    ("Singh", "Sing"),
    ("Khan", "Kahn"),
    ("Iqbal", "Ikbal"),
    ("Smith", "Smyth", "Smithe"),
    ("Thompson", "Thomson", "Tomson"),
    ("Wright", "Right"),
    ("Catherine", "Katherine", "Kathryn"),
    ("Stephen", "Steven"),
    ("MacDonald", "McDonald"),
    ("Knight", "Night"),
    ("O'Neil", "O’Neill", "ONeil"),
]
OTHER = [
    ("Ward", "Ford"), ("Smith", "Jones"), ("Khan", "Begum"), ("Patel", "Davies"),
    ("Singh", "Kaur"), ("Rhys", "Huw"), ("Ahmed", "Hamid"),
]  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_share_a_key(names):
    first, *others = (phonetic.keys(name) for name in names)

    assert all(first & other for other in others), [sorted(phonetic.keys(n)) for n in names]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_have_other_keys(one, other):
    assert not phonetic.keys(one) & phonetic.keys(other)


def test_a_whole_name_is_found_in_either_order_and_without_its_middle_name():
    expected = phonetic.keys_of_person("Aisha", "Karim")

    assert expected == phonetic.keys_of_person("Karim", "Aisha")
    assert expected == phonetic.keys_of_person("Mrs Aisha Noor", "Karim")
    assert expected & phonetic.keys_of_person("Ayesha", "Kareem")


@pytest.mark.parametrize("name", ["", "  ", "123", "\u200b", "李", "!!!", "é" * 10_000])
def test_what_is_no_name_gives_no_key_or_a_short_one(name):
    assert all(len(key) <= phonetic.MOST_LETTERS for key in phonetic.keys(name))
    assert not phonetic.keys_of_person(name, "")
