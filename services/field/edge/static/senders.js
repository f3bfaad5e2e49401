// How each kind of item is sent. Every step has its own request id and its result is remembered, so that an item that
// broke off half-way goes on where it was and nothing is done twice.
import { clockSkew, get, post, Refused, upload } from "./api.js";
import { sendVideo } from "./video.js";

/**
 * A phone's moment by the server's clock: phones go wrong, and what would lie in the future is refused. The difference
 * is remembered with the item, since a request must be the same at each try.
 */
const timestamp = (item, moment) => (moment ? new Date(moment + item.done.skew).toISOString() : undefined);

/** A second request id that belongs to an item's id, the same at each try. */
async function idOf(id, step) {
  const digest = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${id}/${step}`)),
  );
  return [...digest.slice(0, 16)].map((each) => each.toString(16).padStart(2, "0")).join("");
}

/** Uploads files first; those that are there already are not sent again. The ids in their order. */
async function attached(item, tools, wanted, address) {
  const ids = [];
  for (const each of item.files.filter(wanted)) {
    let { blob, attachment, video } = await tools.file(each.id);
    if (!attachment && video) {
      const fields = {
        takenAt: timestamp(item, each.takenAt),
        takenWhere: each.takenWhere ?? undefined,
        moment: each.moment || "other",
      };
      const file = { ...video, name: each.name };
      attachment = await sendVideo(file, fields, (step) => idOf(each.id, step), tools, each.id);
      await tools.remember(each.id, attachment);
    } else if (!attachment) {
      const fields = { request_id: each.id };
      // Of what shows a proposal neither time nor place is kept beside it.
      if (address !== "/proposals:addFile")
        Object.assign(fields, { taken_at: timestamp(item, each.takenAt), taken_where: each.takenWhere });
      if (address === "/cases:addAttachment") fields.moment = each.moment || "other";
      attachment = (await upload(address, blob, each.name, fields)).id;
      await tools.remember(each.id, attachment);
    }
    ids.push(attachment);
  }
  return ids;
}

const every = () => true;

async function report(item, tools) {
  const { data, done } = item;
  if (!done.caseId) {
    const attachmentIds = await attached(
      item,
      tools,
      (each) => each.moment !== "after",
      "/cases:addAttachment",
    );
    const made = await post("/cases", {
      requestId: item.id,
      content: data.content,
      category: data.category || undefined,
      urgency: data.urgency,
      channel: data.patrolId ? "CHANNEL_PATROL" : "CHANNEL_HANDHELD",
      place: data.place,
      occurredTime: timestamp(item, data.at),
      attachmentIds,
      direct: data.direct || undefined,
      submit: data.settle || data.direct ? undefined : true,
    });
    await tools.done("caseId", made.id);
    await tools.done("number", made.number);
  }
  if (data.settle && !done.settled) {
    const attachmentIds = await attached(
      item,
      tools,
      (each) => each.moment === "after",
      "/cases:addAttachment",
    );
    await post(`/cases/${done.caseId}:settle`, {
      requestId: await idOf(item.id, "settle"),
      measures: data.settle,
      attachmentIds,
      place: data.place.point,
    });
    await tools.done("settled", true);
  }
  if (data.resultId && !done.linked) {
    try {
      await post(`/checklistResults/${data.resultId}:linkCase`, {
        itemId: data.itemId,
        caseId: done.caseId,
        requestId: await idOf(item.id, "link"),
      });
    } catch (error) {
      // The case is there and must not wait for a sheet that was refused or given up.
      if (!(error instanceof Refused && error.status === 404)) throw error;
    }
    await tools.done("linked", true);
  }
  if (data.visitId && !done.linked) {
    try {
      await post(`/visits/${data.visitId}:linkCase`, {
        heard: data.heard,
        caseId: done.caseId,
        requestId: await idOf(item.id, "link"),
      });
    } catch (error) {
      // The case is there and must not wait for a visit that was refused or given up.
      if (!(error instanceof Refused && error.status === 404)) throw error;
    }
    await tools.done("linked", true);
  }
  if (data.checkInId && !done.linked) {
    await post(`/patrols/${data.patrolId}:linkCase`, {
      checkInId: data.checkInId,
      caseId: done.caseId,
      requestId: await idOf(item.id, "link"),
    });
    await tools.done("linked", true);
  }
  return { id: done.caseId };
}

const verb = (name, fields) => async (item, tools) => {
  const attachmentIds = item.files.length
    ? await attached(item, tools, every, "/cases:addAttachment")
    : undefined;
  return post(`/cases/${item.data.caseId}:${name}`, {
    requestId: item.id,
    etag: item.data.etag,
    overrunCause: item.data.overrunCause || undefined,
    overrunWords: item.data.overrunWords || undefined,
    attachmentIds,
    ...fields(item.data),
  });
};

const KINDS = {
  report,
  follow: (item) => post(`/cases/${item.data.caseId}:follow`, { requestId: item.id, words: item.data.words }),
  sign: verb("sign", () => ({})),
  progress: verb("progress", (data) => ({ note: data.words })),
  feed_back: verb("feedBack", (data) => ({ result: data.words, place: data.point })),
  verify: verb("verify", (data) => ({
    passed: data.passed,
    defects: data.words || undefined,
    place: data.point,
  })),
  settle: verb("settle", (data) => ({ measures: data.words, place: data.point })),
  submit: verb("submit", (data) => ({ reason: data.words })),
  confirm: verb("confirm", (data) => ({ opinion: data.words })),
  resubmit: verb("resubmit", (data) => ({ additions: data.words, place: data.point })),
  visit: (item) =>
    post("/visits", {
      id: item.data.visitId,
      householdId: item.data.householdId,
      at: timestamp(item, item.data.at),
      purpose: item.data.purpose,
      outcome: item.data.outcome,
      met: item.data.met || undefined,
      confirmed: item.data.confirmed || undefined,
      changed: item.data.changed,
      note: item.data.note || undefined,
      heard: item.data.heard,
      heardKinds: item.data.heardKinds,
      nextSlot: item.data.nextSlot || undefined,
      requestId: item.id,
    }),
  proposal: async (item, tools) => {
    const evidenceIds = await attached(item, tools, every, "/proposals:addFile");
    return post("/proposals", {
      id: item.data.proposalId,
      kind: item.data.kind,
      personId: item.data.personId,
      values: item.data.values,
      reason: item.data.reason || undefined,
      etag: item.data.etag,
      collectTime: timestamp(item, item.data.at),
      checked: true,
      evidenceIds,
      requestId: item.id,
    });
  },
  rentalCheck: ({ id, data }) =>
    post(`/rentals/${data.rentalId}:check`, { checkId: data.checkId, failed: data.failed, requestId: id }),
  commitmentCheck: ({ id, data }) =>
    post(`/commitments/${data.boundId}:check`, { checkId: data.checkId, failed: data.failed, requestId: id }),
  checklistResult: async (item, tools) => {
    const { data } = item;
    const answers = [];
    for (const { itemId, value } of data.answers)
      answers.push({
        itemId,
        value,
        photoIds: await attached(item, tools, (each) => each.item === itemId, "/patrols:addPhoto"),
      });
    return post(`/checklists/${data.checklistId}/results`, {
      id: data.resultId,
      territoryCode: data.territoryCode,
      object: data.object,
      buildingId: data.buildingId || undefined,
      room: data.room || undefined,
      at: timestamp(item, data.at),
      answers,
      requestId: item.id,
    });
  },
  checklistFill: (item) =>
    post(`/checklists/${item.data.checklistId}:fill`, {
      id: item.data.resultId,
      territoryCode: item.data.territoryCode,
      at: timestamp(item, item.data.at),
      answers: item.data.answers,
      requestId: item.id,
    }),
  screeningReport: async (item) => {
    const { id, ...report } = item.data;
    try {
      return await post(`/screenings/${id}:report`, report);
    } catch (error) {
      // The answer to an earlier try may have been lost: then the report is there already.
      if (!(error instanceof Refused && error.status === 409)) throw error;
      const now = await get(`/screenings/${id}`);
      const same =
        now.state === "SCREENING_STATE_REPORTED" &&
        (now.nil ?? false) === report.nil &&
        (now.places ?? 0) === report.places &&
        (now.found ?? 0) === report.found &&
        (now.text ?? "") === report.text;
      if (!same) throw error;
      return now;
    }
  },
  startDuty: (item) => post("/field/duty:start", { at: timestamp(item, item.data.at), requestId: item.id }),
  endDuty: (item) => post("/field/duty:end", { at: timestamp(item, item.data.at), requestId: item.id }),
  startPatrol: (item) =>
    post("/patrols", {
      id: item.data.patrolId,
      territoryCode: item.data.territoryCode || undefined,
      at: timestamp(item, item.data.at),
      requestId: item.id,
    }),
  checkIn: async (item, tools) => {
    const { data } = item;
    const photoIds = await attached(item, tools, every, "/patrols:addPhoto");
    return post(`/patrols/${data.patrolId}:checkIn`, {
      id: data.checkInId,
      at: timestamp(item, data.at),
      checkpointCode: data.code || undefined,
      where: data.point,
      accuracy: data.accuracy,
      finding: data.finding || undefined,
      photoIds,
      requestId: item.id,
    });
  },
  track: (item) =>
    post(`/patrols/${item.data.patrolId}:addTrack`, {
      batchId: item.data.batchId,
      points: item.data.points.map((each) => ({ ...each, at: timestamp(item, Date.parse(each.at)) })),
    }),
  finishPatrol: (item) =>
    post(`/patrols/${item.data.patrolId}:finish`, {
      at: timestamp(item, item.data.at),
      note: item.data.note || undefined,
      requestId: item.id,
    }),
  addEntry: ({ id, data }) =>
    post(`/workDays/${data.day}:addEntry`, {
      id: data.entryId,
      at: new Date(data.at).toISOString(),
      kind: data.kindOf,
      text: data.text,
      caseId: data.linkedCase,
      act: data.act,
      patrolId: data.patrolId,
      requestId: id,
    }),
  changeEntry: ({ id, data }) =>
    post(`/workEntries/${data.entryId}:change`, {
      etag: data.etag,
      at: new Date(data.at).toISOString(),
      kind: data.kindOf,
      text: data.text,
      withdrawn: data.withdrawn || undefined,
      requestId: id,
    }),
  finishDay: (item) =>
    post(`/workDays/${item.data.day}:finish`, { at: timestamp(item, item.data.at), requestId: item.id }),
  reopenDay: ({ id, data }) => post(`/workDays/${data.day}:reopen`, { requestId: id }),
  planDuty: ({ id, data }) =>
    post(`/dutyPlans/${data.week}`, { duties: data.duties, etag: data.etag, requestId: id }),
};

/** Sends one item; raises Offline or Refused, and may be called again with the same item. */
export async function send(item, tools) {
  if (item.done.skew === undefined) await tools.done("skew", clockSkew());
  return KINDS[item.kind](item, tools);
}
