from concurrent.futures import ThreadPoolExecutor

from cryptography import x509

from casefile.store.certificates import ensure_authority


def test_the_authority_is_made_once_and_only_the_service_can_read_it(tmp_path):
    folder = tmp_path / "keys"

    first, second = ensure_authority(folder), ensure_authority(folder)

    assert first.certificate_pem == second.certificate_pem
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_processes_that_start_together_agree_on_the_authority(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(ensure_authority, [tmp_path] * 4))

    assert len({one.certificate_pem for one in made}) == 1


def test_each_file_has_a_key_of_its_own_that_the_authority_certified(tmp_path):
    authority = ensure_authority(tmp_path)

    one, other = authority.issue(), authority.issue()

    assert one.private_pem != other.private_pem
    leaf, root = x509.load_pem_x509_certificates(one.chain_pem)
    leaf.verify_directly_issued_by(root)
    assert root == authority.certificate
    assert "no public authority" in leaf.subject.rfc4514_string()
    assert [path.name for path in tmp_path.iterdir()] == ["credentials-authority.pem"]
