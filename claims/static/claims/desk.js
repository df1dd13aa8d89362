// The review desk. The page works without this: every action is a form. Here the forms are sent without leaving the
// page, keys press their buttons, and selected words fill them in.
import { current, later, loosen, panel, send, settled, turnTo } from "./desk/asking.js";
import { chooseBounds, chooseNew, isChoosing, leave } from "./desk/choosing.js";
import { help, watchKeys } from "./desk/keys.js";
import { selected } from "./desk/offsets.js";
import { watchSuggestions } from "./desk/suggesting.js";
import { sayWord, word } from "./desk/telling.js";

const desk = document.getElementById("desk");
const byId = (id) => document.getElementById(id);
const formOf = (verb) => desk.querySelector(`form[data-verb="${verb}"]`);

// Moving

const order = () => [...desk.querySelectorAll("#index [data-quote]")];

const step = (by) => {
    const links = order();
    const here = links.findIndex((link) => Number(link.dataset.quote) === current());
    const next = links[here + by];
    if (next) {
        turnTo(Number(next.dataset.quote));
    } else {
        sayWord(links.length ? (by > 0 ? "end" : "beginning") : "no-quotation");
    }
};

const toWaiting = () => {
    const links = order();
    const here = links.findIndex((link) => Number(link.dataset.quote) === current());
    const next = [...links.slice(here + 1), ...links.slice(0, here + 1)].find((l) => l.dataset.state === "proposed");
    if (next) {
        turnTo(Number(next.dataset.quote));
    } else {
        sayWord("none-waits");
    }
};

// Pressing and filling in

const press = (id, otherwise = "nothing-here") => {
    const button = byId(id);
    if (button) {
        return send(button.form, button);
    }
    return sayWord(otherwise);
};

const follow = (id) => {
    const link = byId(id);
    if (link) {
        window.location.assign(link.href);
    } else {
        sayWord("nothing-here");
    }
};

const goTo = (field) => {
    if (!field) {
        sayWord("nothing-here");
        return;
    }
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) {
        part.open = true;
    }
    field.focus();
    if (field.matches("input, textarea")) {
        field.select();
    }
    field.scrollIntoView({ block: "nearest" });
};

const fill = (form, stretches) => {
    if (form) {
        form.elements.selected.value = JSON.stringify(stretches);
    }
    return form;
};

const overSelection = async (act) => {
    const stretches = selected();
    if (!stretches.length) {
        sayWord("select");
    } else if (await act(stretches)) {
        window.getSelection().removeAllRanges();
    }
};

const setPassages = (stretches) => send(fill(formOf("passages"), stretches));

const passagesHeld = () => JSON.parse(panel().dataset.passages);

// The selected words stand for the passages that they touch, or for the only one; others stay.
const bounds = () => {
    const held = passagesHeld();
    const chosen = selected();
    if (!chosen.length) {
        chooseBounds(held, (stretches) => later(() => setPassages(stretches)));
        return null;
    }
    const touched = (one) => chosen.some((other) => one.start < other.end && other.start < one.end);
    const kept = held.length > 1 && held.some(touched) ? held.filter((one) => !touched(one)) : [];
    return overSelection(() => setPassages([...kept, ...chosen]));
};

const written = (part) =>
    overSelection((stretches) => {
        const form = fill(formOf("written"), stretches);
        form.elements.part.value = part;
        return send(form);
    });

const relay = () =>
    overSelection((stretches) => {
        const form = fill(desk.querySelector("#new-relay form"), stretches);
        form.elements.words.value = stretches.map((one) => one.text).join(" ");
        goTo(form.elements["relay-kind"]);
        return true;
    });

const addNew = () => {
    if (selected().length) {
        return overSelection((stretches) => send(fill(byId("add"), stretches)));
    }
    const after = panel() ? Math.max(...passagesHeld().map((one) => one.end)) : 0;
    chooseNew(after, (stretches) => later(() => send(fill(byId("add"), stretches))));
    return null;
};

// What each key and button does; "here" are those that need the current quotation beside the text.

const anywhere = {
    next: () => step(1),
    previous: () => step(-1),
    waiting: toWaiting,
    article: () => follow("do-article"),
    all: () => follow("do-all"),
    undo: () => press("do-undo", "nothing-done"),
    new: async () => {
        await settled();
        return addNew();
    },
    help,
};

const here = {
    confirm: () => press("do-confirm"),
    reject: () => goTo(byId("do-reject")),
    speaker: () => goTo(byId("do-speaker")),
    direct: () => press("do-direct"),
    mixed: () => press("do-mixed"),
    indirect: () => press("do-indirect"),
    own_voice: () => press("do-own_voice"),
    bounds,
    more: () => overSelection((stretches) => setPassages([...passagesHeld(), ...stretches])),
    source: () => written("source"),
    cue: () => written("cue"),
    relay,
    tie: () => goTo(byId("do-tie") || byId("find-claim")),
    stance: () => goTo(desk.querySelector("[data-stance]")),
    publish: () => goTo(desk.querySelector("[data-sure]") || desk.querySelector("[data-publish]")),
};

const OPEN_A_FIELD = new Set(["reject", "speaker", "relay", "tie", "stance", "publish", "bounds", "new"]);
let opening = 0; // keys pressed before the field is there would do other things than they are meant to do in it

const does = (command) => {
    if (opening) {
        return;
    }
    opening += OPEN_A_FIELD.has(command);
    later(async () => {
        if (anywhere[command]) {
            await anywhere[command]();
        } else if (await settled()) {
            await here[command]();
        } else {
            sayWord("no-quotation");
        }
    }).finally(() => {
        opening -= OPEN_A_FIELD.has(command);
    });
};

// Listening

desk.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-verb]")) {
        event.preventDefault();
        later(() => send(event.target, event.submitter));
    }
});

desk.addEventListener("keydown", (event) => {
    const submits = event.target.matches("[data-enter], form[data-verb] select");
    if (submits && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        event.target.form.requestSubmit();
    } else if (event.target.matches("#text [role=link]") && event.key === "Enter" && !isChoosing()) {
        event.target.click();
    } else if (event.target.matches("#do-tie") && event.key === "ArrowDown" && isAtEnd(event.target)) {
        event.preventDefault();
        byId("find-claim").focus();
    }
});

const isAtEnd = (field) => field.selectionEnd === field.value.length;

desk.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.elements.selected && event.target.matches("[name=words], [name=text]")) {
        form.elements.selected.value = ""; // what is typed counts, no longer what was selected
    }
});

desk.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-command]");
    const link = event.target.closest("a[data-quotes], a[data-quote], #do-next, #do-previous");
    if (button) {
        does(button.dataset.command);
    } else if (event.target.closest("#do-help")) {
        help();
    } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        if (window.getSelection().isCollapsed || event.detail === 0) {
            later(() => turnTo(meant(link)));
        }
    }
});

// A click on words of several quotations goes from the innermost outwards.
const meant = (link) => {
    if (!link.dataset.quotes) {
        return Number(new URL(link.href).searchParams.get("quote"));
    }
    const quotes = link.dataset.quotes.split(" ").map(Number);
    const here = quotes.indexOf(current());
    return quotes[here > 0 ? here - 1 : quotes.length - 1];
};

// A browser drops a selection that begins where a link does, if the mouse gives that link the focus.
byId("text").addEventListener("mousedown", (event) => {
    if (isChoosing()) {
        leave(word("left"));
    }
    const link = event.target.closest("[role=link]");
    if (link) {
        link.removeAttribute("tabindex");
        window.addEventListener("mouseup", () => link.setAttribute("tabindex", "0"), { once: true });
    }
});

// A button takes the focus on being pressed; the selection in the text must outlive that.
desk.addEventListener("mousedown", (event) => {
    if (event.target.closest("button[data-command]")) {
        event.preventDefault();
    }
});

document.documentElement.classList.add("scripted");
loosen();
watchSuggestions(desk);
watchKeys(does);
