// Where the phone is, when its owner asks; shown with how exact that is.
import { t } from "./texts.js";

let last;

/** The position of the last two minutes as a contract's point; undefined without. */
export const lastKnown = () => (last && Date.now() - last.at < 120000 ? last.point : undefined);

const found = ({ coords, timestamp }) => {
  last = {
    point: { longitude: coords.longitude, latitude: coords.latitude },
    accuracy: Math.round(coords.accuracy),
    at: timestamp || Date.now(),
  };
  return last;
};

const WHY = {
  1: () => t("没有定位权限，请在手机设置中允许", "No permission to locate; allow it in the phone's settings"),
  2: () => t("暂时无法定位，请到开阔处重试", "Cannot locate now; try again in the open"),
  3: () => t("定位超时，请重试", "Locating took too long; try again"),
};

/** {point, accuracy, at}; raises an Error with words for people. */
export function here() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      reject(new Error(WHY[2]()));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      (each) => resolve(found(each)),
      (error) => reject(new Error((WHY[error.code] ?? WHY[2])())),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 },
    );
  });
}

/** Calls `moved` at each new position until the returned function is called. */
export function watch(moved) {
  if (!navigator.geolocation) return () => {};
  const id = navigator.geolocation.watchPosition(
    (each) => moved(found(each)),
    () => {},
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}
