// Asking the server, and putting its answer in place. One thing after the other: whatever an editor does waits until
// the thing before is done, and then does what it would do on the page as it is by then.
import { say, sayWord } from "./telling.js";

let queue = Promise.resolve();

export const later = (task) => {
    queue = queue.then(task).catch((fault) => {
        sayWord("no-answer", "error");
        console.error(fault);
    });
    return queue;
};

const desk = () => document.getElementById("desk");
export const current = () => Number(desk().dataset.current) || null;
export const panel = () => document.querySelector("#panel .quotation");

const ask = async (address, options = {}) => {
    let answer;
    try {
        answer = await fetch(address, { ...options, headers: { Accept: "application/json" } });
    } catch {
        sayWord("no-answer", "error");
        return null;
    }
    if (answer.redirected || !answer.headers.get("Content-Type").startsWith("application/json")) {
        // A page instead of data, of status 403, comes from before anything is done.
        sayWord(answer.redirected ? "signed-out" : answer.status === 403 ? "out-of-date" : "no-answer", "error");
        return null;
    }
    return answer.json();
};

// Whoever signs in again in another tab gets another token than the forms here have: the browser keeps the newest.
const withToken = (data) => {
    const name = `${desk().dataset.csrf}=`;
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(name));
    if (cookie) {
        data.set("csrfmiddlewaretoken", decodeURIComponent(cookie.slice(name.length)));
    }
    return data;
};

// Send a form; gives the answer, or null where there was none or the form is gone from the page.
export const send = async (form, button) => {
    if (!form || !form.isConnected) {
        return null;
    }
    const reply = await ask(form.action, { method: "POST", body: withToken(new FormData(form, button)) });
    if (reply && reply.article !== Number(desk().dataset.article)) {
        window.location.assign(reply.address);
        return null;
    }
    if (reply) {
        show(reply);
    }
    return reply;
};

// Make a quotation the current one: at once in the text, and beside it as soon as the server answers.
let arriving = null;

export const turnTo = (quote) => {
    markCurrent(quote);
    const address = `?quote=${quote}`;
    window.history.replaceState(null, "", `${address}#quote-${quote}`);
    arriving = ask(address).then((reply) => {
        if (reply && quote === current()) {
            put(reply);
        } else if (!reply && panel() && quote === current()) {
            stayAt(Number(panel().dataset.quote)); // what stands beside the text and what is marked in it are one
        }
    });
};

const stayAt = (quote) => {
    markCurrent(quote);
    window.history.replaceState(null, "", `?quote=${quote}#quote-${quote}`);
};

// Wait until what stands beside the text is the current quotation; false where there is none.
export const settled = async () => {
    await arriving;
    return panel() !== null && Number(panel().dataset.quote) === current();
};

const show = (reply) => {
    const focus = whereFocusIs();
    put(reply);
    markCurrent(reply.quote);
    if (reply.address) {
        window.history.replaceState(null, "", reply.address);
    }
    say(reply.said);
    if (reply.asked) {
        document.getElementById("ask").focus(); // no button and no field: one more Enter does nothing
    } else {
        giveFocusBack(focus, reply.refused);
    }
};

const put = (reply) => {
    const before = panel() && panel().dataset.quote;
    const open = [...document.querySelectorAll("#desk details[open][id]")].map((details) => details.id);
    for (const [name, html] of Object.entries(reply.html)) {
        document.getElementById(name).innerHTML = html;
    }
    loosen();
    const same = panel() && panel().dataset.quote === before;
    for (const details of document.querySelectorAll("#desk details[id]")) {
        details.open ||= open.includes(details.id) && (same || details.id === "index") && details.id !== "part-tie";
    }
};

// A link can't be selected into with the mouse, and the words of quotations are to be: they stay links by their role.
export const loosen = () => {
    for (const link of document.querySelectorAll("#text a[href]")) {
        link.removeAttribute("href");
        if (link.id) {
            link.setAttribute("role", "link");
            link.tabIndex = 0;
        }
    }
};

export const markCurrent = (quote) => {
    desk().dataset.current = quote || "";
    for (const mark of document.querySelectorAll("#desk [data-quotes]")) {
        const isCurrent = mark.dataset.quotes.split(" ").includes(String(quote));
        mark.classList.toggle("current", isCurrent);
        mark.toggleAttribute("aria-current", false);
        if (isCurrent && mark.id) {
            mark.setAttribute("aria-current", "true");
        }
    }
    for (const link of document.querySelectorAll("#index [data-quote]")) {
        link.toggleAttribute("aria-current", false);
        if (Number(link.dataset.quote) === quote) {
            link.setAttribute("aria-current", "true");
        }
    }
    document.querySelector("#desk .current")?.scrollIntoView({ block: "nearest" });
};

const whereFocusIs = () => {
    const focused = document.activeElement;
    const inside = focused.closest("#panel, #bar, #text");
    return inside && { inside, id: focused.id, typing: focused.matches("input, textarea, select") };
};

// What was replaced had the focus: give it to its like, or to what now is read first. After a refusal an editor goes
// on typing where they were.
const giveFocusBack = (focus, refused) => {
    if (refused === "confirm" && document.querySelector("#part-speaker[open] #do-speaker")) {
        document.getElementById("do-speaker").focus();
    } else if (focus) {
        const like = focus.id && (refused || !focus.typing) && document.getElementById(focus.id);
        (like || document.getElementById("panel-heading")).focus({ preventScroll: true });
    }
};
