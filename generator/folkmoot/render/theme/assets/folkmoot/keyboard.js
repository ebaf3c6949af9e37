// What the keyboard needs where the theme forgets it. Without this file the menu still opens and closes.
const menu = document.getElementById("__drawer");
const behind = document.querySelectorAll(
  "[data-md-component=skip], [data-md-component=announce], .md-header__inner > :not(#__drawer, [for=__drawer]), .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .fm-foot, .md-footer",
);
// What the open menu covers takes no focus.
menu.addEventListener("change", () => behind.forEach((part) => (part.inert = menu.checked)));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.checked) {
    menu.click();
    menu.focus();
  }
});
// The menu is for small screens; on a screen that grew nothing is covered any more.
matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => wide.matches && menu.checked && menu.click());

// Tables wider than the screen are scrolled in a box, which a keyboard must reach.
const article = document.querySelector("article");
if (article) {
  new ResizeObserver(() => {
    for (const box of article.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }).observe(article);
}

// Another language keeps what the address asks for, such as how a list is refined.
const tongues = document.querySelectorAll(".md-select__link[hreflang]");
function carry({ currentTarget: link }) {
  link.search = location.search;
}
for (const link of tongues) for (const way of ["pointerdown", "focus", "click"]) link.addEventListener(way, carry);
