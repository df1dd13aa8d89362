// Loaded before the page is drawn: keeps what is pressed until the desk's own script, which comes last, asks for it.
"use strict";
{
    const pressed = [];
    const keep = (event) => pressed.push(event);
    document.addEventListener("keydown", keep);

    window.pressedEarly = () => {
        document.removeEventListener("keydown", keep);
        return pressed;
    };
}
