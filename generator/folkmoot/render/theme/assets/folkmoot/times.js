// Says what an event's time is on the reader's own clock, where that shows another: "= 13:00–15:00 your time (New York)";
// and what is on now, or over since the site was built. The words stand in the script's element, in the page's language.
// No module, and loaded before the times stand in the page: each is completed while the page is read, so that nothing
// jumps once it can be seen.
(() => {
  "use strict";
  const { fmWords: pattern, fmOver: over, fmNow: now, fmToday: today } = document.currentScript.dataset;
  // As the pages write dates: day before month.
  const page = document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB";
  const city = new Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").at(-1).replaceAll("_", " ");
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Intl.DateTimeFormat(page, clock);
  const dated = new Intl.DateTimeFormat(page, { weekday: "short", day: "numeric", month: "short", ...clock });

  // Minutes ahead of UTC, as a moment such as 2026-06-16T19:00:00+02:00 ends.
  function distance(moment) {
    const [, sign, hours, minutes] = moment.match(/([+-])(\d\d):(\d\d)$/);
    return (sign === "-" ? -1 : 1) * (60 * hours + Number(minutes));
  }

  const written = (number) => String(number).padStart(2, "0");

  const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(written).join("-");

  // Whether the event's own clock and the reader's show the same day.
  const sameDay = (moment, date) => moment.slice(0, 10) === day(date);

  // Whether it is on or over. Without a time the reader's own day tells, and where the end is not told, the day after:
  // of a month (2026-09) nobody knows more than that it is over.
  function state(from, until, last) {
    const moment = new Date();
    if (last) {
      if (day(moment) > last) return over;
      if (from.length < 10 || day(moment) < from) return "";
      return from === last ? today : now;
    }
    if (from === until) return day(moment) > day(new Date(from)) ? over : "";
    if (moment >= new Date(until)) return over;
    return moment >= new Date(from) ? now : "";
  }

  function told(from, until) {
    const [start, end] = [new Date(from), new Date(until)];
    if (start.getTimezoneOffset() === -distance(from) && end.getTimezoneOffset() === -distance(until)) return "";
    const short = sameDay(from, start) && sameDay(from, end);
    const form = short ? time : dated;
    const range = from === until ? form.format(start) : form.formatRange(start, end);
    const words = { time: short ? range.replace(/\s*–\s*/, "–") : range, city };
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
  }

  // Whether the parser has left the element: else what it still writes would come after ours.
  const left = (node) => Boolean(node && node !== document.body && (node.nextSibling || left(node.parentNode)));

  function complete(finished) {
    for (const one of document.querySelectorAll("time:is([data-fm-until], [data-fm-last])")) {
      const around = one.parentElement;
      if (!finished && !left(around)) continue;
      const { fmUntil: until, fmLast: last, fmOff: off } = one.dataset;
      delete one.dataset.fmUntil;
      delete one.dataset.fmLast;
      if (until) add(around, "fm-local", told(one.dateTime, until));
      const found = off === undefined ? state(one.dateTime, until, last) : "";
      add(around, `fm-tag fm-tag--${found === over ? "over" : "good"}`, found);
    }
  }

  function add(around, className, textContent) {
    if (textContent) around.append(" ", Object.assign(document.createElement("span"), { className, textContent }));
  }

  const watching = new MutationObserver(() => complete(false));
  watching.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    watching.disconnect();
    complete(true);
  });
})();
