// Whether a question is asked, by the same table as the server: the page says where the wanted value
// must stand to what was chosen, in words of `questionnaires.enums.Stands`.

const stands = (given, wanted) => {
  if (given.length === 0) return "nothing";
  return given.includes(wanted) ? "among" : "other";
};

export const isAsked = (askedWhere, given, wanted) =>
  askedWhere.split(" ").includes(stands(given, wanted));
