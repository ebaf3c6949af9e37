// Gives the Markdown of a badge its whole addresses: a README elsewhere cannot use those that begin at the page.
for (const code of document.querySelectorAll("code[data-fm-badge]")) {
  const whole = (address) => new URL(address, document.baseURI).href;
  const title = code.dataset.fmTitle.replace(/[\\[\]]/g, "\\$&");
  code.textContent = `[![${title}](${whole(code.dataset.fmBadge)})](${whole(code.dataset.fmPage)})`;
}
