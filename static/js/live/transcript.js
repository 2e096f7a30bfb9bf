// The list of what was said: adds, withdraws, loads older, and never scrolls a person who reads back.
import { fetchPart, replacePart } from "./region.js";
import { fill } from "./telling.js";

const WITHDRAW_WITHIN = 120000; // milliseconds, as the server has it
const NEAR = 120; // pixels from the end that still count as "at the end"

export class Transcript {
  // `since(at)`: how many milliseconds ago that was, by the server's clock; NaN where that is not known.
  constructor(section, since = () => NaN) {
    this.section = section;
    this.since = since;
    this.words = section.dataset;
    this.seats = JSON.parse(this.words.seats || "{}");
    this.unseen = []; // numbers of messages that came while the person read back
    this.jump = section.querySelector("[data-jump-button]");
    this.jump.addEventListener("click", () => this.toNewest());
    section.addEventListener("click", (event) => this.older(event));
    section.classList.add("talk--framed");
    this.begin();
  }

  // Beside other talks the list is a frame of its own, so that all are written to at one height; else the page scrolls.
  frame() {
    const log = this.section.querySelector("[role=log]");
    if (getComputedStyle(log).overflowY !== "auto") return null;
    log.tabIndex = 0; // by keyboard too
    return log;
  }

  // A frame begins where reading goes on.
  begin() {
    const frame = this.frame();
    if (!frame) return;
    const unread = frame.querySelector(".transcript__unread");
    frame.scrollTop = unread ? unread.offsetTop - frame.offsetTop : frame.scrollHeight;
  }

  list() {
    return this.section.querySelector("ol");
  }

  find(attribute, value) {
    return Array.from(this.list().children).find((item) => item.dataset[attribute] === String(value));
  }

  newest() {
    return Array.from(this.list().children).reduce((most, item) => Math.max(most, Number(item.dataset.number) || 0), 0);
  }

  // What stands after a number, as it is told live; lines of the conversation itself have no name.
  saidAfter(number) {
    const after = Array.from(this.list().children).filter((item) => Number(item.dataset.number) > number);
    return after.filter((item) => !item.querySelector(".said__text--gone")).map((item) => ({
      number: Number(item.dataset.number),
      author: item.classList.contains("said--mine") ? this.words.me : "",
      name: (item.querySelector(".said__name") || {}).textContent || "",
      text: (item.querySelector(".said__text") || {}).textContent || "",
    }));
  }

  // Shows an accepted message; false when it was shown before.
  add(data) {
    if (this.find("number", data.number)) return false;
    const stay = this.isAtEnd();
    const waiting = this.find("cid", data.cid);
    const item = waiting || this.put(this.blank());
    this.write(item, data);
    this.inOrder(item, data.number);
    this.follow(stay, data.author === this.words.me ? [] : [data.number]);
    return true;
  }

  // Shows a message as the server writes it; false when it was shown before.
  take(item) {
    const number = Number(item.dataset.number);
    if (this.find("number", number)) return false;
    const stay = this.isAtEnd();
    this.put(item);
    this.inOrder(item, number);
    this.follow(stay, item.classList.contains("said--mine") ? [] : [number]);
    return true;
  }

  // Shows what happened to the conversation; false when it was shown before.
  addLine(data) {
    if (this.find("number", data.number)) return false;
    const stay = this.isAtEnd();
    const item = this.section.querySelector("template[data-line]").content.firstElementChild.cloneNode(true);
    item.id = `${this.words.at}m${data.number}`;
    Object.assign(item.dataset, { number: data.number, id: data.id });
    item.querySelector(".said__text").textContent = this.inLanguage(data);
    const answer = item.querySelector("[data-answer]");
    if (answer && !data.happening.startsWith("asked_")) answer.remove();
    this.stamp(item, data.at);
    this.put(item);
    this.inOrder(item, data.number);
    this.follow(stay, []);
    return true;
  }

  // Shows the newest page as the server has it now.
  become(fetched) {
    const [known, stay] = [this.newest(), this.isAtEnd()];
    this.keepOlder(fetched);
    this.keepUnread(fetched);
    replacePart(this.section, fetched);
    const others = this.saidAfter(known).filter((one) => one.name && one.author !== this.words.me);
    this.follow(stay, others.map((one) => one.number));
  }

  inLanguage(data) {
    return this.words.lang === "en" ? data.text_en : data.text;
  }

  // Shows a message of this person that is not accepted yet.
  pending(one) {
    const item = this.find("cid", one.cid) || this.put(this.blank());
    item.dataset.cid = one.cid;
    item.classList.add("said--mine", "said--pending");
    item.querySelector(".said__name").textContent = this.words.you;
    item.querySelector(".said__text").textContent = one.text;
    item.querySelector(".said__actions").hidden = true;
    this.state(one.cid, this.words.sending);
  }

  state(cid, text, retry) {
    const item = this.find("cid", cid);
    if (!item) return;
    const place = item.querySelector(".said__state");
    place.textContent = text;
    if (!retry) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--link";
    button.textContent = this.words.retry;
    button.addEventListener("click", retry);
    place.append(" ", button);
  }

  drop(cid) {
    const item = this.find("cid", cid);
    if (item && !item.dataset.number) item.remove();
  }

  withdraw(number) {
    const item = this.find("number", number);
    if (!item) return;
    item.querySelectorAll(".said__text, .said__file").forEach((part) => part.remove());
    const text = document.createElement("p");
    text.className = "said__text said__text--gone";
    text.textContent = this.words.gone;
    item.querySelector(".said__head").after(text);
    const actions = item.querySelector(".said__actions");
    if (actions) actions.remove();
  }

  blank() {
    return this.section.querySelector("template[data-message]").content.firstElementChild.cloneNode(true);
  }

  write(item, data) {
    const mine = data.author === this.words.me;
    item.classList.remove("said--pending");
    item.classList.add(`said--${data.seat}`);
    item.classList.toggle("said--mine", mine);
    item.id = `${this.words.at}m${data.number}`;
    Object.assign(item.dataset, { number: data.number, cid: data.cid, id: data.id });
    item.querySelector(".said__name").textContent = mine ? this.words.you : data.name;
    item.querySelector(".said__behalf").textContent = data.for_name ? fill(this.words.behalf, { name: data.for_name }) : "";
    item.querySelector(".said__seat").textContent = (!mine && this.seats[data.seat]) || "";
    item.querySelector(".said__text").textContent = data.text;
    item.querySelector(".said__state").textContent = mine ? this.words.sent : "";
    this.offerWithdrawal(item, mine, data);
    this.stamp(item, data.at);
  }

  stamp(item, at) {
    const time = item.querySelector("time");
    time.dateTime = at;
    time.textContent = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", timeZone: this.words.zone,
    }).format(new Date(at));
  }

  offerWithdrawal(item, mine, { number, at }) {
    const actions = item.querySelector(".said__actions");
    if (!actions) return;
    const age = this.since(at);
    const left = WITHDRAW_WITHIN - (age > 0 ? age : 0);
    if (!mine || left <= 0) {
      actions.remove();
      return;
    }
    actions.hidden = false;
    actions.elements.number.value = number;
    actions.querySelector(".said__nth").textContent = fill(this.words.nth, { n: number });
    setTimeout(() => actions.remove(), left);
  }

  // What was fetched holds the newest; older ones that were loaded stay, unless something between them is missing.
  keepOlder(fetched) {
    const list = fetched.querySelector("ol");
    const first = Number((list.querySelector("[data-number]") || { dataset: {} }).dataset.number);
    const older = Array.from(this.list().children).filter((item) => Number(item.dataset.number) < first);
    if (!older.length || this.newest() < first - 1) return;
    list.prepend(...older.map((item) => item.cloneNode(true)));
    const [here, there] = [this.section, fetched].map((one) => one.querySelector(".transcript__older"));
    if (there) there.replaceWith(...(here ? [here.cloneNode(true)] : []));
  }

  // Where this visit began to read stays marked, and the link to it.
  keepUnread(fetched) {
    const mark = this.list().querySelector(".transcript__unread");
    const next = mark && mark.nextElementSibling;
    const there = next && fetched.querySelector(`[data-number="${next.dataset.number}"]`);
    if (!there || fetched.querySelector(".transcript__unread")) return;
    there.before(mark.cloneNode(true));
    const link = this.section.querySelector(".transcript__first-unread");
    fetched.prepend(link.cloneNode(true));
  }

  put(item) {
    const empty = this.list().querySelector(".transcript__empty");
    if (empty) empty.remove();
    return this.list().appendChild(item);
  }

  inOrder(item, number) {
    const after = Array.from(this.list().children).find(
      (other) => other !== item && (!other.dataset.number ? other.dataset.cid : Number(other.dataset.number) > number),
    );
    if (after) this.list().insertBefore(item, after);
  }

  isAtEnd() {
    const frame = this.frame();
    if (frame) return frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;
    const end = this.section.querySelector("[data-newest]").getBoundingClientRect();
    return end.bottom > 0 && end.top < window.innerHeight + NEAR;
  }

  // Who is at the end stays there; who reads back is not moved, and sees how much has come.
  follow(stay, numbers) {
    if (stay) this.scroll();
    else if (numbers.length) this.offerJump(numbers);
  }

  scroll() {
    this.unseen = [];
    this.jump.hidden = true;
    const frame = this.frame();
    if (frame) frame.scrollTop = frame.scrollHeight;
    else this.section.querySelector("[data-newest]").scrollIntoView({ block: "nearest" });
  }

  offerJump(numbers) {
    this.unseen = this.unseen.concat(numbers);
    this.jump.hidden = false;
    this.jump.textContent = fill(this.words.jump, { n: this.unseen.length });
  }

  toNewest() {
    const first = this.find("number", this.unseen[0]) || this.section.querySelector("[data-newest]");
    this.scroll();
    first.focus();
  }

  older(event) {
    const link = event.target.closest("[data-older]");
    if (!link) return;
    event.preventDefault();
    fetchPart(link.href).then((part) => {
      const first = this.list().firstElementChild;
      const items = Array.from(part.querySelector("ol").children);
      first.before(...items);
      const next = part.querySelector("[data-older]");
      if (next) link.replaceWith(next);
      else link.parentElement.remove();
      first.scrollIntoView();
      if (items.length) items[items.length - 1].focus({ preventScroll: true });
    }).catch(() => { location.href = link.href; });
  }
}
