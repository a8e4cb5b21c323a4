/** All texts of the page itself, in Thai and in English. */

import { recall, remember } from "./memory.js";

const LANGUAGES = ["th", "en"];

const TEXTS = {
  title: ["LINE จำลอง", "LINE simulator"],
  otherLanguage: ["English", "ไทย"],
  views: ["ส่วนของหน้า", "Parts of the page"],
  peopleView: ["ผู้คน", "People"],
  chatView: ["แชต", "Chat"],
  panelView: ["เบื้องหลัง", "Backstage"],
  unreachable: [
    "ติดต่อตัวจำลองไม่ได้ กำลังลองใหม่ค่ะ",
    "The simulator is out of reach; trying again",
  ],
  botFailed: [
    "บอทรับข้อความไม่สำเร็จ ({reason}) ดูรายละเอียดที่ “การเรียก API” ค่ะ",
    "The bot did not take it ({reason}); see “API calls”",
  ],
  cancel: ["ยกเลิก", "Cancel"],
  close: ["ปิด", "Close"],
  save: ["บันทึก", "Save"],
  add: ["เพิ่ม", "Add"],
  remove: ["ลบ", "Remove"],

  people: ["ผู้คน", "People"],
  groups: ["กลุ่ม", "Groups"],
  peopleAndGroups: ["ผู้คนและกลุ่ม", "People and groups"],
  addPerson: ["+ เพิ่มคน", "+ Add a person"],
  addGroup: ["+ เพิ่มกลุ่ม", "+ Add a group"],
  name: ["ชื่อ", "Name"],
  groupName: ["ชื่อกลุ่ม", "Name of the group"],
  createGroup: ["สร้างกลุ่ม", "Create group"],
  asFriend: ["เป็นเพื่อนกับบอทเลย", "A friend of the bot at once"],
  notFriend: ["ยังไม่เป็นเพื่อน", "not a friend yet"],
  blocked: ["บล็อกบอทไว้", "has blocked the bot"],
  botOutside: ["บอทยังไม่อยู่ในกลุ่ม", "the bot is not in it yet"],
  memberCount: ["{count} คน", "{count} people"],
  manageGroup: ["จัดการกลุ่ม", "Manage group"],
  membersOfGroup: ["คนในกลุ่ม", "People in the group"],
  botInGroup: ["{name} อยู่ในกลุ่ม", "{name} is in the group"],
  somebody: ["ใครคนหนึ่ง", "Somebody"],

  phones: ["โทรศัพท์", "Phones"],
  phoneOf: ["โทรศัพท์ของ {name}", "Phone of {name}"],
  phoneOwner: ["เจ้าของโทรศัพท์", "Whose phone"],
  speaker: ["ผู้พูดในกลุ่ม", "Who speaks in the group"],
  chatShown: ["แชตที่เปิดอยู่", "Open chat"],
  twoPhones: ["เปิดโทรศัพท์เครื่องที่สอง", "Open a second phone"],
  onePhone: ["ใช้โทรศัพท์เครื่องเดียว", "Use one phone only"],
  nobody: [
    "ยังไม่มีใครในตัวจำลอง เพิ่มคนแรกแล้วเริ่มคุยได้เลยค่ะ",
    "Nobody is here yet. Add the first person and start to chat.",
  ],
  addFriend: ["เพิ่มเพื่อน", "Add friend"],
  block: ["บล็อก", "Block"],
  unblock: ["เลิกบล็อก", "Unblock"],
  messages: ["ข้อความในแชต", "Messages of the chat"],
  greeting: ["ยังไม่มีข้อความ เริ่มทักได้เลยค่ะ", "No messages yet. Say hello!"],
  greetingOfStranger: [
    "เป็นเพื่อนกับ{name}ก่อน แล้วเริ่มคุยกันค่ะ",
    "Become a friend of {name}, then start to chat.",
  ],
  newMessages: ["ข้อความใหม่", "New message"],
  thinking: ["กำลังเตรียมคำตอบ", "Preparing an answer"],
  menu: ["เมนู", "Menu"],
  quickReplies: ["คำตอบด่วน", "Quick replies"],

  placeholder: ["พิมพ์ข้อความ", "Type a message"],
  send: ["ส่ง", "Send"],
  attach: ["+ แนบ", "+ Attach"],
  stickers: ["สติกเกอร์", "Stickers"],
  image: ["รูปภาพ", "Photo"],
  video: ["วิดีโอ", "Video"],
  audio: ["เสียง", "Audio"],
  file: ["ไฟล์", "File"],
  location: ["ตำแหน่ง", "Location"],
  placeTitle: ["ชื่อสถานที่", "Name of the place"],
  placeAddress: ["ที่อยู่", "Address"],
  latitude: ["ละติจูด", "Latitude"],
  longitude: ["ลองจิจูด", "Longitude"],
  sendLocation: ["ส่งตำแหน่ง", "Send location"],
  townHall: ["สำนักงานเทศบาล", "Town hall"],
  townHallAddress: ["อำเภอหัวหิน จังหวัดประจวบคีรีขันธ์", "Hua Hin, Prachuap Khiri Khan"],
  stickerHello: ["สวัสดี", "Hello"],
  stickerThanks: ["ขอบคุณ", "Thanks"],
  stickerOk: ["ได้เลย", "All right"],
  stickerLaugh: ["ฮ่า ๆ", "Haha"],
  stickerSad: ["เสียใจ", "Sorry"],
  stickerThink: ["ขอคิดก่อน", "Let me think"],
  stickerGo: ["สู้ ๆ", "Go for it"],
  stickerSleep: ["ง่วงแล้ว", "Sleepy"],
  sticker: ["สติกเกอร์ {id}", "Sticker {id}"],
  lineEmoji: ["(อีโมจิ)", "(emoji)"],

  picture: ["รูปภาพ", "Picture"],
  pictureMissing: ["แสดงรูปนี้ที่นี่ไม่ได้", "This picture cannot be shown here"],
  messageOptions: ["ตัวเลือกของข้อความ", "Message options"],
  unsend: ["ยกเลิกการส่ง", "Unsend"],
  copy: ["คัดลอก", "Copy"],
  copied: ["คัดลอกแล้วค่ะ", "Copied"],
  unsent: ["{name} ยกเลิกข้อความ", "{name} unsent a message"],
  cost: ["ใช้ {count} ข้อความ", "costs {count}"],
  free: ["ฟรี", "free"],
  carousel: ["การ์ดหลายใบ", "Several cards"],
  previousCard: ["การ์ดก่อนหน้า", "Previous card"],
  nextCard: ["การ์ดถัดไป", "Next card"],
  unknownComponent: ["หน้านี้ยังแสดง “{type}” ไม่ได้", "This page cannot show “{type}” yet"],
  unknownAction: ["หน้านี้ยังทำ “{type}” ไม่ได้ค่ะ", "This page cannot do “{type}” yet"],
  unknownLink: ["เปิดลิงก์แบบนี้ที่นี่ไม่ได้ค่ะ", "Such links cannot be opened here"],
  call: ["โทร {number}", "Call {number}"],
  callExplained: [
    "โทรศัพท์จริงจะเปิดแป้นโทรให้ ที่นี่ไม่มีการโทรออกค่ะ",
    "A real phone would open its dialler; nothing is called here.",
  ],
  pick: ["เลือกวันเวลา", "Pick a date and time"],
  choose: ["เลือก", "Choose"],
  date: ["วันที่", "Date"],
  time: ["เวลา", "Time"],
  datetime: ["วันและเวลา", "Date and time"],

  panel: ["เบื้องหลัง", "Backstage"],
  quotaTab: ["โควตา", "Quota"],
  callsTab: ["การเรียก API", "API calls"],
  faultsTab: ["ความผิดพลาด", "Faults"],
  clockTab: ["นาฬิกา", "Clock"],

  quotaLeft: ["เหลือ {left} จาก {value} ข้อความ", "{left} of {value} messages left"],
  quotaUnlimited: [
    "ไม่จำกัด เดือนนี้ใช้แล้ว {used} ข้อความ",
    "Unlimited; {used} messages used this month",
  ],
  quotaExplained: [
    "การตอบกลับไม่เสียโควตา การส่งหาเองนับตามจำนวนคนที่ได้รับ",
    "Replies are free. Other messages count once for each person who gets them.",
  ],
  sends: ["การส่งล่าสุด", "Latest sends"],
  notSent: ["ไม่สำเร็จ", "not sent"],
  noSends: ["ยังไม่มีการส่งค่ะ", "Nothing was sent yet."],
  changeQuota: ["แก้โควตา", "Change the quota"],
  quotaValue: ["โควตาต่อเดือน", "Quota per month"],
  quotaUsed: ["ใช้แล้ว", "Used"],

  callsExplained: [
    "ใหม่สุดอยู่บนสุด สีแดงคือผิดกติกาของ LINE",
    "Newest first. Red ones break a rule of LINE's.",
  ],
  ruleBroken: ["ผิดกติกา: {rule}", "Rule broken: {rule}"],
  requestBody: ["เนื้อหาที่ส่ง", "Request body"],

  faultsExplained: [
    "ให้ LINE จำลองทำพลาด เพื่อดูว่าบอทรับมืออย่างไร",
    "Make the simulated LINE fail, and see how the bot copes.",
  ],
  endpoint: ["คำสั่ง", "Endpoint"],
  anyEndpoint: ["ทุกคำสั่ง", "any endpoint"],
  fault: ["ความผิดพลาด", "Fault"],
  times: ["กี่ครั้ง", "How often"],
  seconds: ["กี่วินาที", "Seconds"],
  status: ["รหัสสถานะ", "Status code"],
  addFault: ["เพิ่มความผิดพลาด", "Add fault"],
  removeFaults: ["ลบความผิดพลาดทั้งหมด", "Remove all faults"],
  timesLeft: ["เหลือ {left} ครั้ง", "{left} left"],
  "fault-error-before": ["ตอบว่าพลาด ไม่รับข้อความ", "Error, message not taken"],
  "fault-error-after": ["ตอบว่าพลาด แต่รับข้อความแล้ว", "Error, message taken nevertheless"],
  "fault-hang": ["ค้างไม่ตอบ", "Hangs without an answer"],
  "fault-cut-before": ["ตัดสายก่อนรับข้อความ", "Connection cut before the message is taken"],
  "fault-cut-after": ["ตัดสายหลังรับข้อความ", "Connection cut after the message is taken"],
  "fault-slow": ["ตอบช้า", "Slow answer"],
  "fault-429": ["429 ส่งเร็วเกินไป", "429 too many requests"],
  "fault-429-quota": ["429 โควตาหมด", "429 no quota left"],
  webhook: ["เว็บฮุก", "Webhook"],
  webhookAddress: ["ที่อยู่ของบอท", "Address of the bot"],
  webhookActive: ["ส่งเหตุการณ์ให้บอท", "Deliver events to the bot"],
  redelivery: ["ส่งซ้ำเมื่อบอทไม่ตอบ", "Deliver again when the bot does not answer"],
  startAfresh: ["เริ่มใหม่", "Start afresh"],
  reset: ["ล้างทุกอย่าง", "Clear everything"],
  resetExplained: [
    "ผู้คน กลุ่ม ข้อความ และบันทึกทั้งหมดในตัวจำลองจะหายไป ข้อมูลในบอทยังอยู่ค่ะ",
    "All people, groups, messages and records of the simulator will go. The bot's own data stays.",
  ],
  resetNow: ["ล้างเลย", "Clear now"],

  clock: ["นาฬิกาจำลอง", "Simulated clock"],
  hourOnly: ["{hour} น.", "{hour}"],
  dayAndHour: ["{day} {hour} น.", "{day} {hour}"],
  isReal: ["เวลาจริง", "real time"],
  isSimulated: ["เวลาจำลอง", "simulated"],
  plusHour: ["+1 ชม.", "+1 h"],
  plusDay: ["+1 วัน", "+1 day"],
  tomorrow: ["พรุ่งนี้ 09.00", "Tomorrow 09.00"],
  realTime: ["กลับเวลาจริง", "Real time"],
  clockExplained: [
    "เลื่อนเวลาเพื่อดูการเตือน กำหนดส่ง และสิ่งที่เกิดตามนาฬิกา โดยไม่ต้องรอจริง",
    "Skip time to see reminders and deadlines at once instead of waiting for them.",
  ],
  skipMinutes: ["ข้าม 10 นาที", "Skip 10 minutes"],
  skipHour: ["ข้าม 1 ชั่วโมง", "Skip 1 hour"],
  skipDay: ["ข้าม 1 วัน", "Skip 1 day"],
  skipWeek: ["ข้าม 1 สัปดาห์", "Skip 1 week"],
  skipMorning: ["ไปพรุ่งนี้เช้า 9 โมง", "To tomorrow, 9 in the morning"],
  backToReal: ["กลับมาเวลาจริง", "Back to real time"],
  jumpTo: ["ข้ามไปเวลา…", "Jump to…"],
  jump: ["ข้ามไป", "Jump"],
};

export function language() {
  const wanted = recall("language", "th");
  return LANGUAGES.includes(wanted) ? wanted : "th";
}

export function switchLanguage() {
  remember("language", language() === "th" ? "en" : "th");
  location.reload(); // drafts and phones are remembered
}

/** The text of that name; `{words}` in it are replaced by the values. */
export function t(name, values = {}) {
  const text = TEXTS[name][LANGUAGES.indexOf(language())];
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
