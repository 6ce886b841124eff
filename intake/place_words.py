"""The words about a point on the map: the device's position, the pin, and what became of it."""

from intake.questions.rows import welsh

PLACE_WORDS = {
    "pin_summary": welsh("Show the exact point, if you can", "Dangos yr union bwynt, os gallwch"),
    "pin_careful": welsh(
        "You do not have to do this. Your device may note that a page asked where you are. Leave "
        "it out if somebody checks this device.",
        "Nid oes rhaid i chi wneud hyn. Efallai y bydd eich dyfais yn nodi bod tudalen wedi gofyn "
        "ble'r ydych. Gadewch ef allan os oes rhywun yn gwirio'r ddyfais hon.",
    ),
    "pin_device": welsh("Use where I am now", "Defnyddio ble'r wyf nawr"),
    "pin_device_hint": welsh(
        "Only if you are where it happened. Your device asks you first.",
        "Dim ond os ydych ble digwyddodd. Bydd eich dyfais yn gofyn i chi'n gyntaf.",
    ),
    "pin_start": welsh(
        "To begin, use where you are now, or type the two numbers.",
        "I ddechrau, defnyddiwch ble'r ydych nawr, neu teipiwch y ddau rif.",
    ),
    "pin_how": welsh(
        "Drag the pin, or press the buttons to move it. North is at the top.",
        "Llusgwch y pin, neu pwyswch y botymau i'w symud. Mae'r gogledd ar y brig.",
    ),
    "pin_pad": welsh("Where the pin is", "Ble mae'r pin"),
    "pin_north": welsh("Move north", "Symud i'r gogledd"),
    "pin_south": welsh("Move south", "Symud i'r de"),
    "pin_west": welsh("Move west", "Symud i'r gorllewin"),
    "pin_east": welsh("Move east", "Symud i'r dwyrain"),
    "pin_nearer": welsh("Nearer", "Yn nes"),
    "pin_farther": welsh("Farther", "Ymhellach"),
    "pin_remove": welsh("Take the point off", "Tynnu'r pwynt"),
    "pin_numbers": welsh(
        "You can also type the point as two numbers, as a map app shows them.",
        "Gallwch hefyd deipio'r pwynt fel dau rif, fel y mae ap mapiau yn eu dangos.",
    ),
    "pin_lat": welsh("Latitude", "Lledred"),
    "pin_lon": welsh("Longitude", "Hydred"),
    "pin_at": welsh(
        "The point is at {at}, to within about {metres} metres.",
        "Mae'r pwynt yn {at}, o fewn tua {metres} metr.",
    ),
    "pin_removed": welsh("The point was taken off.", "Tynnwyd y pwynt."),
    "pin_asking": welsh("Asking your device …", "Yn gofyn i'ch dyfais …"),
    "pin_denied": welsh(
        "Your device did not let us see where you are. You can go on without it.",
        "Ni adawodd eich dyfais i ni weld ble'r ydych. Gallwch fynd ymlaen hebddo.",
    ),
    "pin_failed": welsh(
        "Your device could not say where you are. You can go on without it.",
        "Ni allai eich dyfais ddweud ble'r ydych. Gallwch fynd ymlaen hebddo.",
    ),
}
