// Loads the page anew when it says something else: asks the preview, which answers when it knows.
// A tab that nobody looks at does not ask: browsers keep few connections to one host.
const { src, dataset: { page, seen } } = document.currentScript;
const question = new URL("changed", src);
question.search = new URLSearchParams({ page, seen });

const looked = () => new Promise((done) => {
  if (!document.hidden) return done();
  document.addEventListener("visibilitychange", done, { once: true });
});
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

(async () => {
  for (;;) {
    await looked();
    try {
      const answer = await fetch(question, { cache: "no-store" });
      if (answer.ok && (await answer.json()).changed) return location.reload();
    } catch {
      // The preview was ended; it may be started again.
      await pause(1000);
    }
  }
})();
