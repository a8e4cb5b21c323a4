/** The simulator's own JSON API, one function per request. */

export class ApiError extends Error {}

async function request(method, path, body) {
  const response = await fetch(path, { method, ...body }).catch(() => {
    throw new ApiError("");
  });
  if (!response.ok) throw new ApiError(await reason(response));
  return response.status === 204 ? null : response.json();
}

async function reason(response) {
  const answer = await response.json().catch(() => ({}));
  return answer.error ?? `${response.status} ${response.statusText}`;
}

const get = (path) => request("GET", path);
const remove = (path) => request("DELETE", path);

function post(path, value = {}) {
  const headers = { "Content-Type": "application/json" };
  return request("POST", path, { headers, body: JSON.stringify(value) });
}

const query = (values) => new URLSearchParams(values).toString();
const person = (userId) => `/simulator/people/${encodeURIComponent(userId)}`;
const chat = (chatId) => `/simulator/chats/${encodeURIComponent(chatId)}`;
const group = (groupId) => `/simulator/groups/${encodeURIComponent(groupId)}`;

export const state = () => get("/simulator/state");
export const messages = (chatId) => get(chat(chatId));
export const calls = () => get("/simulator/calls?limit=500");
export const richMenu = (userId) => get(`/simulator/richmenu?${query({ user: userId })}`);
export const resolve = (url) => get(`/simulator/open?${query({ url })}`);

export const addPerson = (values) => post("/simulator/people", values);
export const follow = (userId) => post(`${person(userId)}/follow`);
export const block = (userId) => post(`${person(userId)}/block`);
export const unblock = (userId) => post(`${person(userId)}/unblock`);
export const markRead = (userId) => post(`${person(userId)}/read`);

export const send = (chatId, from, message) => post(`${chat(chatId)}/send`, { from, message });
export const postback = (chatId, values) => post(`${chat(chatId)}/postback`, values);
export const unsend = (chatId, from, id) => post(`${chat(chatId)}/unsend`, { from, id });

export function upload(chatId, from, type, file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return request("POST", `${chat(chatId)}/upload?${query({ from, type })}`, { body });
}

export const addGroup = (values) => post("/simulator/groups", values);
export const inviteBot = (groupId, inside) => post(`${group(groupId)}/bot`, { in: inside });
export const changeMember = (groupId, userId, inside) =>
  post(`${group(groupId)}/members`, { userId, in: inside });

export const setClock = (change) => post("/simulator/clock", change);
export const setQuota = (quota) => post("/simulator/quota", quota);
export const setWebhook = (change) => post("/simulator/webhook", change);
export const addFault = (fault) => post("/simulator/faults", fault);
export const removeFault = (id) => remove(`/simulator/faults/${encodeURIComponent(id)}`);
export const removeFaults = () => remove("/simulator/faults");
export const reset = () => post("/simulator/reset");

/** Where a picture of the bot, or a file that a member sent, can be loaded from. */
export const picture = (url) => `/simulator/picture?${query({ url })}`;
export const media = (id) => `/simulator/media/${encodeURIComponent(id)}`;
