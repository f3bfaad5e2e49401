// Words in the reader's language, side by side so that none is forgotten; moments and sizes as people read them.
export const language =
  typeof document === "undefined" || document.documentElement.lang !== "en" ? "zh" : "en";

export const t = (zh, en) => (language === "zh" ? zh : en);

const locale = language === "zh" ? "zh-CN" : "en-GB";
const inChina = (options) =>
  new Intl.DateTimeFormat(locale, { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options });
const DAY = inChina({ month: "numeric", day: "numeric" });
const CLOCK = inChina({ hour: "2-digit", minute: "2-digit" });
const WHOLE = inChina({
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** A moment in China: "14:05" today, "11月22日 14:05" else. */
export function when(moment) {
  if (!moment) return "";
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  return DAY.format(at) === DAY.format(new Date())
    ? CLOCK.format(at)
    : `${DAY.format(at)} ${CLOCK.format(at)}`;
}

export const whole = (moment) => (moment ? WHOLE.format(new Date(moment)) : "");

/** Bytes as people read them. */
export function size(bytes) {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Minutes left until a limit; past ones are said to be over. */
export function left(minutes) {
  const number = Math.abs(Number(minutes));
  const said =
    number < 60
      ? t(`${number} 分钟`, `${number} min`)
      : t(`${Math.round(number / 60)} 小时`, `${Math.round(number / 60)} h`);
  return Number(minutes) < 0 ? t(`已超时 ${said}`, `${said} overdue`) : t(`剩 ${said}`, `${said} left`);
}

export const STATES = {
  CASE_STATE_REPORTED: ["已上报", "Reported"],
  CASE_STATE_SELF_DONE: ["就地处置", "Settled on the spot"],
  CASE_STATE_SCREENING: ["待受理", "To be screened"],
  CASE_STATE_RETURNED: ["退回补充", "Returned for more"],
  CASE_STATE_REJECTED: ["不予受理", "Rejected"],
  CASE_STATE_MERGED: ["已并案", "Merged"],
  CASE_STATE_FILED: ["已立案", "Filed"],
  CASE_STATE_ASSIGNED: ["已派遣", "Assigned"],
  CASE_STATE_IN_WORK: ["处置中", "In work"],
  CASE_STATE_SUSPENDED: ["挂起", "Suspended"],
  CASE_STATE_FEEDBACK: ["已反馈", "Fed back"],
  CASE_STATE_VERIFYING: ["待核查", "To be verified"],
  CASE_STATE_CLOSED: ["已结案", "Closed"],
  CASE_STATE_EVALUATED: ["已评价", "Rated"],
  CASE_STATE_ARCHIVED: ["已归档", "Archived"],
  CASE_STATE_WITHDRAWN: ["已撤回", "Withdrawn"],
};

export const URGENCIES = {
  URGENCY_NORMAL: ["一般", "Normal"],
  URGENCY_URGENT: ["紧急", "Urgent"],
  URGENCY_MAJOR: ["重大", "Major"],
};

export const VERBS = {
  sign: ["签收", "Accept"],
  progress: ["登记进展", "Add progress"],
  feed_back: ["处置反馈", "Feed back"],
  verify: ["现场核查", "Verify on site"],
  settle: ["就地处置", "Settle on the spot"],
  submit: ["向上提交", "Submit upward"],
  confirm: ["确认就地处置", "Confirm the settlement"],
  resubmit: ["补充后重报", "Resubmit"],
};

export const ASKS = {
  ...VERBS,
  screen: ["受理", "Screen"],
  assign: ["派遣", "Assign"],
  handle: ["处置", "Handle"],
  check: ["审核反馈", "Check the feedback"],
  receive: ["处置或提交", "Settle or submit"],
  complete: ["补充材料", "Complete"],
  rate: ["回访评价", "Rate"],
};

export const CAUSES = {
  OVERRUN_CAUSE_WAITING_OTHER_UNIT: ["等待其他单位", "Waiting for another unit"],
  OVERRUN_CAUSE_MATERIALS: ["等待材料", "Waiting for materials"],
  OVERRUN_CAUSE_WEATHER: ["天气原因", "Weather"],
  OVERRUN_CAUSE_DISPUTE: ["当事人有争议", "Dispute"],
  OVERRUN_CAUSE_WORKLOAD: ["工作量大", "Workload"],
  OVERRUN_CAUSE_OTHER: ["其他（请说明）", "Other (say which)"],
};

/** The words for a value of one of the tables above; what is missing there is shown as it is. */
export const named = (table, value) => (table[value] ? t(...table[value]) : (value ?? ""));
