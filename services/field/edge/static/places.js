// The grids somebody works in, kept on the phone so that a place can be named without a network.
import { get, Offline } from "./api.js";
import { keep, recall } from "./vault.js";

const NAME = "long:grids";
/** The path of a code: a division without its padding, a grid as it is; what lies in a place begins with its path. */
export function pathOf(code) {
  if (code.length !== 12) return code;
  const width = [4, 6, 9].find((each) => /^0*$/.test(code.slice(each)));
  return width ? code.slice(0, width) : code;
}

const isGrid = (code) => code.length > 12;

/** [{code, name}] of the holder's posts; of a community or township the grids below it. */
export async function myGrids(who) {
  const posts = who.me.posts ?? [];
  const own = new Map(
    posts
      .filter((each) => isGrid(each.territoryCode))
      .map((each) => [each.territoryCode, each.territoryName]),
  );
  const above = [...new Set(posts.map((each) => each.territoryCode).filter((each) => each && !isGrid(each)))];
  if (!above.length) return [...own].map(([code, name]) => ({ code, name }));
  try {
    for (const parentCode of above) {
      const { territories = [] } = await get("/territories", { parentCode, deep: true, pageSize: 1000 });
      // Grids of different communities have the same names.
      const names = new Map(territories.map((each) => [each.code, each.name]));
      for (const each of territories)
        if (each.level === "LEVEL_GRID")
          own.set(each.code, [names.get(each.parentCode), each.name].filter(Boolean).join(" "));
    }
    return await keep(
      who.id,
      NAME,
      [...own].map(([code, name]) => ({ code, name })),
    );
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    return (await recall(who.id, NAME, 30 * 24))?.value ?? [...own].map(([code, name]) => ({ code, name }));
  }
}

/** The chain of names at a point, from the community down: "兴鹤社区 第一网格"; empty where no grid has it. */
export async function nameOf(point) {
  const { territories = [] } = await get("/territories:locate", point);
  return territories
    .slice(-2)
    .map((each) => each.name)
    .join(" ");
}
