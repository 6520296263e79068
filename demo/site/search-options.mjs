// How the search reads a text: the same when the build makes the index, and when a reader asks.

/** A word in letters and digits; and each Chinese character, which stand together without spaces. */
const WORD = /\p{Script=Han}|[^\s\p{P}\p{S}\p{Script=Han}]+/gu;

/** Whole pages come first, and pages for those who change ws-echo last. */
function boostDocument(url) {
  if (/^(?:testing|architecture|contributing|security|changelog)\.html/.test(url)) return 0.3;
  return url.includes('#') ? 1 : 2;
}

/**
 * The options of MiniSearch.
 *
 * @type {import('minisearch').Options}
 */
export const options = {
  idField: 'url',
  fields: ['label', 'place', 'text'],
  storeFields: ['label', 'place', 'lang', 'excerpt'],
  tokenize: (text) => text.match(WORD) ?? [],
  searchOptions: {
    boost: { label: 4, place: 2 },
    prefix: true,
    fuzzy: (word) => (/^\D{5,}$/.test(word) ? 0.2 : false),
    combineWith: 'AND',
    boostDocument,
  },
};
