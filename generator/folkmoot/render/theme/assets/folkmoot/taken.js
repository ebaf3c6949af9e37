// What the hub has already, of all that its site shows: names of files, logins, addresses of feeds. Who is hidden is not
// among them: the forge, or the check of the proposal, tells of theirs.
const schemeless = (address) => address.trim().replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/+$/, "");
const own = (values, key) => (Object.hasOwn(values, key) ? values[key] : undefined);

export class Taken {
  #names = new Set();
  #former = {};
  #logins = {};
  #feeds = {};
  constructor({ names, former, logins = {}, feeds = {} }) {
    this.#names = new Set(names);
    this.#former = former;
    this.#logins = logins;
    this.#feeds = feeds;
  }
  // The name of the record that has this name, or had it; undefined where none does.
  name(slug) {
    return this.#names.has(slug) ? slug : own(this.#former, slug);
  }
  login(login) {
    return own(this.#logins, login.toLowerCase());
  }
  // The member whose feed it is, "" for the community's own, undefined where the hub does not read it.
  feed(address) {
    return own(this.#feeds, schemeless(address));
  }
}
