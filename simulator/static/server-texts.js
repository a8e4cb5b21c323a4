/** What the server says, in the language of the page; it speaks English itself. */

import { language, t } from "./texts.js";

const REFUSALS = {
  "A group needs a name, and the ids of its members.": "ตั้งชื่อกลุ่มและเลือกคนก่อนนะคะ",
  "A moment has a label, and the time it is at.": "ช่วงเวลาต้องมีชื่อและวันเวลาค่ะ",
  "A moment is an ISO 8601 date and time.": "วันเวลานี้ไม่ถูกต้องค่ะ",
  "A person needs a name.": "ตั้งชื่อก่อนนะคะ",
  "A user id is U and 32 of 0-9a-f.": "รหัสผู้ใช้ต้องเป็น U ตามด้วย 0-9a-f 32 ตัวค่ะ",
  "file is missing.": "ยังไม่มีไฟล์ค่ะ",
  "Moments come as a list.": "ช่วงเวลาต้องส่งมาเป็นรายการค่ะ",
  "Only members write into a group.": "คนนี้ไม่อยู่ในกลุ่ม จึงส่งข้อความไม่ได้ค่ะ",
  "Only one's own message can be taken back, and only once.":
    "ยกเลิกได้เฉพาะข้อความของตัวเอง และยกเลิกได้ครั้งเดียวค่ะ",
  "Only what lies under the bot's public address is fetched.": "เปิดได้เฉพาะสิ่งที่อยู่กับบอทค่ะ",
  "The bot does not answer.": "บอทไม่ตอบค่ะ",
  "The bot has no such picture.": "บอทไม่มีรูปนี้ค่ะ",
  "There is no such chat.": "ไม่มีแชตนี้แล้วค่ะ",
  "There is no such event.": "ไม่มีเหตุการณ์นี้แล้วค่ะ",
  "There is no such file.": "ไม่มีไฟล์นี้แล้วค่ะ",
  "There is no such group.": "ไม่มีกลุ่มนี้แล้วค่ะ",
  "There is no such person.": "ไม่มีคนนี้แล้วค่ะ",
  "There is nothing at this address.": "ที่อยู่นี้ไม่มีอะไรค่ะ",
  "This address leads nowhere here.": "เปิดลิงก์แบบนี้ที่นี่ไม่ได้ค่ะ",
  "This API is for the page of this platform.": "คำสั่งนี้ใช้ได้จากหน้านี้เท่านั้นค่ะ",
  "This person is not in the group.": "คนนี้ไม่อยู่ในกลุ่มค่ะ",
  "Time does not go that far.": "เลื่อนเวลาไปไกลขนาดนั้นไม่ได้ค่ะ",
  "type is limited or none, value, used and reserved are 0 or more.": "โควตาต้องเป็นเลขตั้งแต่ 0 ขึ้นไปค่ะ",
  "Who blocks the bot cannot write to it.": "บล็อกบอทอยู่ เลิกบล็อกก่อนจึงจะส่งได้ค่ะ",
};

const FAILURES = {
  could_not_connect: "ต่อไม่ติด",
  request_timeout: "ตอบช้าเกินไป",
  error_status_code: "ตอบว่าพลาด",
  unclassified: "ไม่ทราบสาเหตุ",
};

const CALLS = {
  bot_info: "ดูข้อมูลบัญชี",
  broadcast: "ส่งถึงเพื่อนทุกคน {messages} ข้อความ ถึง {counted} คน",
  bulk_link: "ตั้งเมนูให้หลายคน",
  bulk_unlink: "เอาเมนูออกจากหลายคน",
  clear_default_menu: "เลิกใช้เมนูหลัก",
  content: "โหลดไฟล์ที่มีคนส่งมา",
  count_followers: "นับเพื่อนของบัญชี",
  create_alias: "ตั้งชื่อย่อของเมนู",
  create_rich_menu: "สร้างเมนู",
  delete_alias: "ลบชื่อย่อของเมนู",
  delete_rich_menu: "ลบเมนู",
  download_picture: "โหลดรูปของเมนู",
  followers: "ดูรายชื่อเพื่อน",
  get_alias: "ดูชื่อย่อของเมนู",
  get_consumption: "ดูโควตาที่ใช้แล้ว",
  get_default_menu: "ดูเมนูหลัก",
  get_linked_menu: "ดูเมนูของคนนี้",
  get_quota: "ดูโควตาของเดือน",
  get_rich_menu: "ดูเมนู",
  get_webhook: "ดูเว็บฮุก",
  group_count: "นับคนในกลุ่ม",
  group_member: "ดูชื่อคนในกลุ่ม",
  group_members: "ดูรายชื่อคนในกลุ่ม",
  group_summary: "ดูข้อมูลกลุ่ม",
  leave_group: "ออกจากกลุ่ม",
  link_menu: "ตั้งเมนูให้คนนี้",
  list_aliases: "ดูชื่อย่อของเมนูทั้งหมด",
  list_rich_menus: "ดูเมนูทั้งหมด",
  loading: "แสดงว่ากำลังเตรียมคำตอบ",
  mark_as_read: "บอกว่าอ่านแล้ว",
  multicast: "ส่งหาหลายคน {messages} ข้อความ ถึง {counted} คน",
  preview: "โหลดรูปตัวอย่าง",
  profile: "ดูชื่อของคนนี้",
  push: "ส่งหาเอง {messages} ข้อความ",
  reply: "ตอบกลับ {messages} ข้อความ",
  set_default_menu: "ตั้งเมนูหลัก",
  set_webhook: "ตั้งเว็บฮุก",
  test_webhook: "ลองเว็บฮุก",
  transcoding: "ดูว่าไฟล์พร้อมหรือยัง",
  unlink_menu: "เอาเมนูออกจากคนนี้",
  unsimulated: "ตัวจำลองยังไม่มีคำสั่งนี้",
  update_alias: "แก้ชื่อย่อของเมนู",
  upload_picture: "ใส่รูปของเมนู",
  validate: "ตรวจ {messages} ข้อความโดยไม่ส่ง",
  validate_rich_menu: "ตรวจเมนูโดยไม่สร้าง",
};

const inThai = () => language() === "th";
const known = (texts, key) => (Object.hasOwn(texts, key) ? texts[key] : undefined);

/** Why the server did not do it. */
export const refusal = (reason) => (inThai() ? known(REFUSALS, reason) ?? t("refused") : reason);

/** Why the bot did not take a webhook. */
export const failure = (error) => (inThai() && known(FAILURES, error)) || error;

/** What a call is about. */
export function summary({ endpoint, summary: english, body, counted }) {
  const text = inThai() && known(CALLS, endpoint);
  if (!text) return english;
  const messages = Array.isArray(body?.messages) ? body.messages.length : 0;
  return text.replace("{messages}", messages).replace("{counted}", counted);
}
