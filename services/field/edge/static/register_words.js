// What the register's words are called on the handheld, by their names in the contract.
export const KINDS = {
  RESIDENCE_KIND_PERMANENT: ["常住", "Permanent"],
  RESIDENCE_KIND_INCOMING: ["流入", "Incoming"],
  RESIDENCE_KIND_REGISTERED_ONLY: ["挂户", "Registered only"],
};
export const SEXES = { SEX_MALE: ["男", "Male"], SEX_FEMALE: ["女", "Female"] };
export const REASONS = {
  STAY_REASON_OTHER_COUNTY: ["外县迁来", "From another county"],
  STAY_REASON_ACCOMPANYING: ["陪读", "Accompanies a pupil"],
  STAY_REASON_WORK: ["经商务工", "Business or work"],
  STAY_REASON_OTHER: ["其他", "Other"],
};
export const RELATIONS = {
  RELATION_HEAD: ["户主", "Head"],
  RELATION_SPOUSE: ["配偶", "Spouse"],
  RELATION_CHILD: ["子女", "Child"],
  RELATION_CHILD_IN_LAW: ["儿媳、女婿", "Child-in-law"],
  RELATION_GRANDCHILD: ["孙子女", "Grandchild"],
  RELATION_PARENT: ["父母", "Parent"],
  RELATION_GRANDPARENT: ["祖父母", "Grandparent"],
  RELATION_SIBLING: ["兄弟姐妹", "Sibling"],
  RELATION_OTHER_RELATIVE: ["其他亲属", "Other relative"],
  RELATION_NOT_RELATED: ["非亲属", "Not related"],
};
