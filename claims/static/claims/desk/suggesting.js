// Suggestions while an editor types a name or words of a claim: the list below the field follows what is typed.
// Enter takes the first, the arrow keys go through them. Without this script "Find" does it.
import { sayWord, tell } from "./telling.js";

const WAIT = 120; // milliseconds of rest before asking
const shown = new WeakMap(); // by field: what its list was made for
const waiting = new WeakMap();

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const choicesOf = (field) => [...listOf(field).querySelectorAll("[data-choice]")];

const isField = (element) => element.matches && element.matches("[data-suggest] [type=search]");

// Let the list say what is typed; false where it doesn't.
const refresh = async (field) => {
    const typed = field.value;
    if (shown.get(field) === typed) {
        return true;
    }
    const address = new URL(field.form.dataset.suggest, window.location);
    address.searchParams.set("typed", typed);
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) {
        sayWord(answer && answer.redirected ? "signed-out" : "no-list", "error");
        return false;
    }
    const list = await answer.text();
    if (!field.isConnected || field.value !== typed) {
        return false;
    }
    listOf(field).innerHTML = list;
    shown.set(field, typed);
    const choices = choicesOf(field);
    tell(choices.length ? `${choices.length}: ${choices[0].textContent.trim()}` : listOf(field).textContent.trim());
    return true;
};

const follow = (field) => {
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => refresh(field), WAIT));
};

const takeFirst = async (field) => {
    clearTimeout(waiting.get(field));
    if (!(await refresh(field))) {
        return; // the list is of other words: its first is not the one that is meant
    }
    const [first] = choicesOf(field);
    const name = document.getElementById("new-name");
    if (first) {
        first.form.requestSubmit(first);
    } else if (field.id === "do-speaker" && name) {
        name.value = field.value;
        document.getElementById("new-kind").focus();
    }
};

const goThrough = (event, step) => {
    const list = event.target.closest(".suggestions");
    const field = list && document.querySelector(`[aria-controls="${list.id}"]`);
    const choices = list ? [...list.querySelectorAll("[data-choice]")] : choicesOf(event.target);
    const next = choices[choices.indexOf(event.target) + step] || (step < 0 && field);
    if (next) {
        event.preventDefault();
        next.focus();
    }
};

export const watchSuggestions = (desk) => {
    desk.addEventListener("input", (event) => {
        if (isField(event.target)) {
            follow(event.target);
        }
    });
    desk.addEventListener("keydown", (event) => {
        const isOurs = isField(event.target) || event.target.matches("[data-choice]");
        if (isOurs && event.key === "ArrowDown") {
            goThrough(event, 1);
        } else if (isOurs && event.key === "ArrowUp") {
            goThrough(event, -1);
        } else if (isField(event.target) && event.key === "Enter" && !event.isComposing) {
            event.preventDefault();
            takeFirst(event.target);
        }
    });
    desk.addEventListener("submit", (event) => {
        if (event.target.matches("[data-suggest]")) {
            event.preventDefault();
            refresh(event.target.querySelector("[type=search]"));
        }
    });
};
