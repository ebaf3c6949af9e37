// Says what an event's time is on the reader's own clock, where that shows another: "= 13:00–15:00 your time (New York)".
// The words stand in the script's element, in the page's language. No module, and loaded before the times stand in the
// page: each is completed while the page is read, so that nothing jumps once it can be seen.
(() => {
  "use strict";
  const pattern = document.currentScript.dataset.fmWords;
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

  // Whether the event's own clock and the reader's show the same day.
  const sameDay = (moment, date) =>
    moment.slice(0, 10) === [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(written).join("-");

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
    for (const one of document.querySelectorAll("time[data-fm-until]")) {
      const around = one.parentElement;
      if (!finished && !left(around)) continue;
      const words = told(one.dateTime, one.dataset.fmUntil);
      delete one.dataset.fmUntil;
      if (!words) continue;
      const said = document.createElement("span");
      said.className = "fm-local";
      said.textContent = words;
      around.append(" ", said);
    }
  }

  const watching = new MutationObserver(() => complete(false));
  watching.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    watching.disconnect();
    complete(true);
  });
})();
