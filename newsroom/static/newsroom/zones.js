// Says beside each time of the newsroom, shown or entered, what it is on the clock of whoever looks, where the two differ.
"use strict";
{
    const {words} = document.currentScript.dataset;
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

    // What a clock in `zone` shows at a moment, in milliseconds as if it were UTC.
    const clock = (moment, zone) => {
        const form = {timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric"};
        const part = Object.fromEntries(new Intl.DateTimeFormat("en", form).formatToParts(moment).map(({type, value}) => [type, Number(value)]));
        return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    };

    // The moment at which a clock in `zone` shows that: asked twice, for the clocks may have changed in between.
    const momentOf = (shown, zone) => {
        const near = shown - (clock(shown, zone) - shown);
        return shown - (clock(near, zone) - near);
    };

    // The day only where it is another there.
    const told = (moment, isAnotherDay) => {
        const form = {...(isAnotherDay && {dateStyle: "medium"}), timeStyle: "short", timeZone: own};
        return words.replace("{time}", new Intl.DateTimeFormat(document.documentElement.lang, form).format(moment));
    };

    const differ = (one, other) => Math.floor(one / 864e5) !== Math.floor(other / 864e5);

    const say = (place, text) => {
        if (place.textContent !== text) {
            place.textContent = text;
        }
    };

    const beside = (element, tag) => {
        const next = element.nextElementSibling;
        if (next && next.classList.contains("own-time")) {
            return next;
        }
        const place = Object.assign(document.createElement(tag), {className: "own-time"});
        element.after(" ", place);
        return place;
    };

    const showTimes = () => {
        for (const time of document.querySelectorAll("time[datetime*='T']")) {
            const moment = new Date(time.dateTime);
            const [, sign, hours, minutes] = time.dateTime.match(/([+-])(\d\d):(\d\d)$/) || [];
            const distance = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
            if (-moment.getTimezoneOffset() !== distance) {
                const there = moment.getTime() + distance * 6e4;
                say(beside(time, "span"), told(moment, differ(there, clock(moment, own))));
            }
        }
    };

    const read = (date, time) => {
        const formats = window.get_format ? window.get_format("DATE_INPUT_FORMATS") : [];
        for (const format of formats) {
            const day = date.strptime(format);
            const [, hours, minutes] = time.match(/^(\d{1,2}):(\d\d)/) || [];
            if (day && !Number.isNaN(day.getTime()) && hours) {
                return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate(), Number(hours), Number(minutes));
            }
        }
        return NaN;
    };

    const showEntered = () => {
        for (const field of document.querySelectorAll("[data-zone]")) {
            const {zone} = field.dataset;
            const shown = field.matches("input")
                ? Date.parse(`${field.value}Z`)
                : read(field.querySelector(".vDateField").value.trim(), field.querySelector(".vTimeField").value.trim());
            const moment = Number.isNaN(shown) ? NaN : momentOf(shown, zone);
            const here = Number.isNaN(moment) ? shown : clock(moment, own);
            const place = field.matches("input") ? beside(field, "output") : beside(field.querySelector(".zone"), "output");
            say(place, Number.isNaN(shown) || here === shown ? "" : `${told(moment, differ(shown, here))} (${own})`);
        }
    };

    showTimes();
    showEntered();
    // The shortcuts beside a field ("Now", the clock) change it without a word.
    for (const happened of ["input", "change", "click", "keyup"]) {
        document.addEventListener(happened, () => setTimeout(showEntered));
    }
}
