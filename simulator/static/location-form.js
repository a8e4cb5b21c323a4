/** The form in which a member says where she is. */

import { openForm } from "./dialogs.js";
import { element, field } from "./dom.js";
import { t } from "./texts.js";

const TOWN_HALL = { latitude: 12.5684, longitude: 99.9577 }; // Hua Hin

export function askLocation(chosen) {
  const title = element("input", { value: t("townHall"), maxlength: 100, required: true });
  const address = element("input", {
    value: t("townHallAddress"), maxlength: 100, required: true,
  });
  const latitude = coordinate(TOWN_HALL.latitude, 90);
  const longitude = coordinate(TOWN_HALL.longitude, 180);
  const fields = [
    field(t("placeTitle"), title), field(t("placeAddress"), address),
    field(t("latitude"), latitude), field(t("longitude"), longitude),
  ];
  openForm(t("location"), fields, t("sendLocation"), () => chosen({
    type: "location",
    title: title.value,
    address: address.value,
    latitude: Number(latitude.value),
    longitude: Number(longitude.value),
  }));
}

function coordinate(value, most) {
  return element("input", {
    type: "number", step: "any", min: -most, max: most, required: true, value,
  });
}
