// The plan of a building: units beside each other, storeys above each other, dwellings as cells. The console draws the
// same (building_plan.py): rooms are named "<unit>-<storey><number>", "2-301".
const MOST_CELLS = 6000;
const A_ROW = 4;

/** {known, units, storeys: [{number, rooms: [[room, …], …]}]}; without storeys dwellings are merely counted. */
export function planOf({ storeys = 0, units = 0, dwellingsPerStorey = 0, households = 0 }) {
  if (storeys <= 0) {
    const all = Array.from({ length: Math.min(households, MOST_CELLS) }, (_, index) => String(index + 1));
    const rows = [];
    for (let at = 0; at < all.length; at += A_ROW) rows.push({ number: 0, rooms: [all.slice(at, at + A_ROW)] });
    return { known: false, units: 1, storeys: rows };
  }
  const wide = Math.min(Math.max(units, 1), MOST_CELLS);
  const wanted = dwellingsPerStorey > 0 ? dwellingsPerStorey : Math.max(1, Math.ceil(households / (storeys * wide)));
  const each = Math.min(wanted, Math.floor(MOST_CELLS / wide));
  const most = Math.floor(MOST_CELLS / (wide * each));
  const digits = Math.max(2, String(each).length);
  const lines = [];
  for (let number = Math.min(storeys, most); number > 0; number -= 1)
    lines.push({
      number,
      rooms: Array.from({ length: wide }, (_, unit) =>
        Array.from({ length: each }, (_, room) => `${unit + 1}-${number}${String(room + 1).padStart(digits, "0")}`),
      ),
    });
  return { known: true, units: wide, storeys: lines };
}
