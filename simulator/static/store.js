/** What the page knows of the simulator, kept up to date by its stream of events. */

import * as api from "./api.js";
import { followStream } from "./stream.js";

const KEPT_CALLS = 500;
const TOPICS = ["bot", "people", "groups", "quota", "webhook", "faults", "moments"];

export class Store {
  constructor() {
    this.listeners = new Map();
    Object.assign(this, { bot: null, people: [], groups: [], faults: [], moments: [], calls: [] });
    Object.assign(this, { quota: null, webhook: null, clock: null, connected: false });
    this.chats = new Map(); // the messages of each chat that was looked at
    this.arriving = new Map(); // what comes while a chat is being read
    this.loading = new Map();
  }

  on(topic, listener) {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  tell(topic, detail) {
    for (const listener of this.listeners.get(topic) ?? []) listener(detail);
  }

  /** Read everything, then follow what happens; after a break, read everything again. */
  start() {
    followStream({
      connect: () => this.refresh(),
      event: (event) => this.take(event),
      broken: () => this.connection(false),
    });
  }

  async refresh() {
    const state = await api.state(); // alone: one line in the console while nobody answers
    const { calls } = await api.calls();
    for (const topic of TOPICS) this[topic] = state[topic];
    this.calls = [...calls].reverse();
    this.setClock(state);
    this.chats.clear(); // a server that started again has other messages
    this.arriving.clear();
    this.connection(true);
    this.tell("state");
    return state.seq;
  }

  connection(connected) {
    this.connected = connected;
    this.tell("connection");
  }

  take(event) {
    const handler = HANDLERS[event.kind];
    if (handler) handler(this, event);
  }

  setClock({ now, offset }) {
    this.clock = { now: Date.parse(now), offset, read: Date.now() };
    this.tell("clock");
  }

  /** The simulated time, in milliseconds. */
  now() {
    return this.clock.now + (Date.now() - this.clock.read);
  }

  person(userId) {
    return this.people.find((person) => person.userId === userId);
  }

  group(groupId) {
    return this.groups.find((group) => group.groupId === groupId);
  }

  /** The messages of a chat, oldest first; none at the first call, "chat" tells when they came. */
  messages(chat) {
    if (!this.chats.has(chat) && !this.arriving.has(chat)) this.load(chat);
    return this.chats.get(chat);
  }

  async load(chat) {
    const arrived = [];
    this.arriving.set(chat, arrived);
    const { messages } = await api.messages(chat).catch(() => ({ messages: [] }));
    if (this.arriving.get(chat) !== arrived) return; // everything is being read anew
    this.arriving.delete(chat);
    this.chats.set(chat, messages);
    arrived.forEach((message) => this.insert(message));
    this.tell("chat", chat);
  }

  /** Take a message that the server made, once, at its place. */
  add(message) {
    const { chat, from } = message;
    if (from === "bot") this.loading.delete(chat);
    this.arriving.get(chat)?.push(message);
    if (!this.chats.has(chat)) return;
    this.insert(message);
    this.tell("chat", chat);
  }

  insert(message) {
    const others = this.chats.get(message.chat).filter(({ id }) => id !== message.id);
    this.chats.set(message.chat, [...others, message].sort((one, two) => one.seq - two.seq));
  }

  withdraw(chat, id) {
    const found = this.chats.get(chat)?.find((message) => message.id === id);
    if (found) found.unsent = true;
    this.tell("chat", chat);
  }

  think(chat, seconds) {
    this.loading.set(chat, Date.now() + seconds * 1000);
    this.tell("chat", chat);
    setTimeout(() => this.tell("chat", chat), seconds * 1000);
  }

  /** Whether the bot shows that it is thinking in this chat. */
  thinking(chat) {
    return (this.loading.get(chat) ?? 0) > Date.now();
  }

  log(entry) {
    const others = this.calls.filter(({ seq }) => seq !== entry.seq); // read and told of at once
    this.calls = [entry, ...others].slice(0, KEPT_CALLS);
    this.tell("calls");
  }

  replace(topic, value) {
    this[topic] = value;
    this.tell(topic);
  }
}

const HANDLERS = {
  message: (store, { message }) => store.add(message),
  unsent: (store, { chat, id }) => store.withdraw(chat, id),
  people: (store, { people }) => store.replace("people", people),
  groups: (store, { groups }) => store.replace("groups", groups),
  quota: (store, { quota }) => store.replace("quota", quota),
  faults: (store, { faults }) => store.replace("faults", faults),
  moments: (store, { moments }) => store.replace("moments", moments),
  clock: (store, event) => store.setClock(event),
  call: (store, { call }) => store.log(call),
  webhook: (store, event) => {
    store.log({ ...event, webhook: true });
    store.tell("delivery", event);
  },
  richmenu: (store, { userId }) => store.tell("richmenu", userId),
  loading: (store, { chat, seconds }) => store.think(chat, seconds),
  reset: (store) => store.refresh().catch(() => store.connection(false)),
};
