// When and where a JPEG was taken, as its camera wrote it. Drawing it anew on the phone loses that, so it is read first.
const TAKEN = 0x9003;
const OFFSET = 0x9011;
const EXIF = 0x8769;
const GPS = 0x8825;

/** {takenAt: Date, takenWhere: {longitude, latitude}}; what is not there or cannot be read is left out. */
export function shotOf(buffer) {
  try {
    return readShot(new DataView(buffer));
  } catch {
    return {};
  }
}

function readShot(view) {
  if (view.getUint16(0) !== 0xffd8) return {};
  for (let at = 2; at + 4 < view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === 0xffda) break;
    if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966)
      return tiff(new DataView(view.buffer, at + 10));
  }
  return {};
}

function tiff(view) {
  const little = view.getUint16(0) === 0x4949;
  const main = directory(view, view.getUint32(4, little), little);
  const shot = {};
  const exif = main[EXIF] ? directory(view, main[EXIF].number, little) : {};
  const text = exif[TAKEN]?.text.match(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/);
  // Cameras that do not say so write the time of where they are: here, China.
  if (text)
    shot.takenAt = new Date(
      `${text[1]}-${text[2]}-${text[3]}T${text[4]}${exif[OFFSET]?.text.match(/^[+-]\d\d:\d\d/)?.[0] ?? "+08:00"}`,
    ).getTime();
  if (Number.isNaN(shot.takenAt)) delete shot.takenAt;
  const gps = main[GPS] ? directory(view, main[GPS].number, little) : {};
  if (gps[2]?.parts && gps[4]?.parts) {
    const degrees = ({ parts: [d, m, s] }) => d + m / 60 + s / 3600;
    const latitude = degrees(gps[2]) * (gps[1]?.text.startsWith("S") ? -1 : 1);
    const longitude = degrees(gps[4]) * (gps[3]?.text.startsWith("W") ? -1 : 1);
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude || longitude))
      shot.takenWhere = { longitude, latitude };
  }
  return shot;
}

function directory(view, start, little) {
  const found = {};
  const count = view.getUint16(start, little);
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * 12;
    const type = view.getUint16(at + 2, little);
    const length = view.getUint32(at + 4, little);
    const entry = { number: view.getUint32(at + 8, little), text: "" };
    if (type === 2) {
      const begin = length > 4 ? entry.number : at + 8;
      for (let each = 0; each < Math.min(length, 40); each += 1)
        entry.text += String.fromCharCode(view.getUint8(begin + each));
    } else if (type === 5 && length === 3) {
      entry.parts = [0, 1, 2].map(
        (each) =>
          view.getUint32(entry.number + each * 8, little) /
          (view.getUint32(entry.number + each * 8 + 4, little) || 1),
      );
    }
    found[view.getUint16(at, little)] = entry;
  }
  return found;
}
