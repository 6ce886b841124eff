"""The words about files and recordings that come with a report."""

from intake.questions.rows import welsh

FILE_WORDS = {
    "files_so_far": welsh("Added so far", "Wedi'u hychwanegu hyd yn hyn"),
    "file_not_whole": welsh(
        "not all of it arrived. Choose the same file again to go on, or remove it",
        "ni chyrhaeddodd y cyfan. Dewiswch yr un ffeil eto i fynd ymlaen, neu tynnwch hi",
    ),
    "files_limit": welsh(
        "Up to 20 files, and up to 500 MB at a time.",
        "Hyd at 20 ffeil, a hyd at 500 MB ar y tro.",
    ),
    "form_too_large": welsh("This is larger than 500 MB", "Mae hyn yn fwy na 500 MB"),
    "form_too_large_words": welsh(
        "It could not be sent at once. Nothing that you added before is lost. Send fewer files at "
        "a time. A larger film can be handed over to an officer.",
        "Ni ellid ei anfon ar unwaith. Nid oes dim a ychwanegoch o'r blaen wedi'i golli. Anfonwch "
        "lai o ffeiliau ar y tro. Gellir rhoi ffilm fwy i swyddog.",
    ),
    "not_isolated": welsh(
        "Files cannot be taken here at the moment. Keep them: an officer will ask for them.",
        "Ni ellir cymryd ffeiliau yma ar hyn o bryd. Cadwch nhw: bydd swyddog yn gofyn amdanynt.",
    ),
    "upload_limit": welsh(
        "Up to 20 files, each up to 4 GB. Each is sent as soon as you choose it. If the connection "
        "breaks, it goes on by itself.",
        "Hyd at 20 ffeil, pob un hyd at 4 GB. Anfonir pob un cyn gynted ag y byddwch yn ei dewis. "
        "Os bydd y cysylltiad yn torri, mae'n mynd ymlaen ar ei ben ei hun.",
    ),
    "upload_sending": welsh("Sending", "Yn anfon"),
    "upload_waiting": welsh(
        "Waiting for the connection. It goes on by itself.",
        "Yn aros am y cysylltiad. Bydd yn mynd ymlaen ar ei ben ei hun.",
    ),
    "upload_done": welsh("Added", "Wedi'i ychwanegu"),
    "upload_removed": welsh("Removed", "Wedi'i dynnu"),
    "upload_still": welsh(
        "Wait until everything is added, or remove what is not.",
        "Arhoswch nes bod popeth wedi'i ychwanegu, neu tynnwch yr hyn nad yw.",
    ),
    "upload_other": welsh(
        "This could not be added. Remove it and try again.",
        "Ni ellid ychwanegu hyn. Tynnwch ef a rhowch gynnig arall.",
    ),
    "upload_recording": welsh("Recording. Speak now.", "Yn recordio. Siaradwch nawr."),
    "upload_no_microphone": welsh(
        "The microphone cannot be used. You can write your answer instead.",
        "Ni ellir defnyddio'r meicroffon. Gallwch ysgrifennu eich ateb yn lle hynny.",
    ),
    "upload_file_name": welsh("Recording", "Recordiad"),
    "voice_heading": welsh("Or say it", "Neu dywedwch ef"),
    "voice_words": welsh(
        "You can record your answer instead of writing it, or as well. You can listen to it and "
        "delete it.",
        "Gallwch recordio eich ateb yn lle ei ysgrifennu, neu hefyd. Gallwch wrando arno a'i "
        "ddileu.",
    ),
    "voice_record": welsh("Record your answer", "Recordio eich ateb"),
    "voice_stop": welsh("Stop recording", "Stopio recordio"),
    "voice_delete": welsh("Delete the recording", "Dileu'r recordiad"),
    "link_title": welsh("Send files", "Anfon ffeiliau"),
    "link_code": welsh("Enter the code that you were given", "Rhowch y cod a gawsoch"),
    "link_code_hint": welsh(
        "It has seven groups of four letters and numbers.",
        "Mae ganddo saith grŵp o bedair llythyren a rhif.",
    ),
    "link_code_missing": welsh("Enter the code", "Rhowch y cod"),
    "link_code_wrong": welsh(
        "This code opens nothing, or its time is over. Ask the person who gave it to you",
        "Nid yw'r cod hwn yn agor dim, neu mae ei amser ar ben. Gofynnwch i'r person a'i rhoddodd",
    ),
    "link_files": welsh("Add files", "Ychwanegu ffeiliau"),
    "link_limit": welsh("Up to 500 MB at a time.", "Hyd at 500 MB ar y tro."),
    "upload_limit_link": welsh(
        "Each file up to 4 GB. It is on its way as soon as you choose it. If the connection "
        "breaks, it goes on by itself.",
        "Pob ffeil hyd at 4 GB. Mae ar ei ffordd cyn gynted ag y byddwch yn ei dewis. Os bydd y "
        "cysylltiad yn torri, mae'n mynd ymlaen ar ei ben ei hun.",
    ),
    "link_full": welsh(
        "No more files can be sent here. Ask the person who gave you the code if you have more.",
        "Ni ellir anfon rhagor o ffeiliau yma. Gofynnwch i'r person a roddodd y cod os oes gennych "
        "ragor.",
    ),
    "link_keep": welsh(
        "Keep the original where it is. Do not delete it from your phone or system.",
        "Cadwch y gwreiddiol lle mae. Peidiwch â'i ddileu o'ch ffôn na'ch system.",
    ),
    "link_about": welsh("About what you send", "Am yr hyn yr ydych yn ei anfon"),
    "link_relation": welsh("How did you get it? (optional)", "Sut y cawsoch chi hwn? (dewisol)"),
    "relation_filmed": welsh("I filmed it or took it", "Fi a'i ffilmiodd neu a'i tynnodd"),
    "relation_received": welsh("Somebody sent it to me", "Anfonodd rhywun ef ataf"),
    "relation_system": welsh("It is from my camera system", "Mae o fy system gamerâu"),
    "relation_other": welsh("Another way", "Ffordd arall"),
    "link_device": welsh(
        "Which phone, camera or system made it? (optional)",
        "Pa ffôn, camera neu system a'i gwnaeth? (dewisol)",
    ),
    "link_edited": welsh(
        "Was it cut or changed since? (optional)", "A gafodd ei dorri neu ei newid wedyn? (dewisol)"
    ),
    "edited_no": welsh("No", "Naddo"),
    "edited_yes": welsh("Yes", "Do"),
    "edited_unsure": welsh("I do not know", "Nid wyf yn gwybod"),
    "link_contact": welsh(
        "May we ask you about it? (optional)", "A gawn ni ofyn i chi amdano? (dewisol)"
    ),
    "contact_yes": welsh("Yes", "Cewch"),
    "contact_no": welsh("No", "Na chewch"),
    "nothing_added": welsh("Add a file first", "Ychwanegwch ffeil yn gyntaf"),
    "link_closed": welsh("This link is closed", "Mae'r ddolen hon ar gau"),
}
