import { expect } from '@open-wc/testing';
import { EXPANDED_ROWS, FIRST_ROWS, JsonTree, SHOWN_CHILDREN, TREE_LENGTH } from '../../src/view/json-tree.js';

/** The tree of a text that is JSON. */
function treeOf(text: string): JsonTree {
  const tree = JsonTree.from(text);
  if (!tree) throw new Error(`not a tree: ${text.slice(0, 100)}`);
  return tree;
}

/** The visible rows, indented: key and value, `+` for a closed container, `-` for an open one, and what is not shown. */
function outline(tree: JsonTree): string[] {
  return tree.rows.map(({ node, isOpen, more, depth }) => {
    const indentation = '  '.repeat(depth);
    if (more) return `${indentation}${more} more`;
    const key = tree.key(node);
    const value = isOpen === null ? tree.text(node) : `${isOpen ? '-' : '+'} ${tree.kind(node)}`;
    return `${indentation}${key === null ? '' : `${key}: `}${value}`;
  });
}

/** The nodes of a tree whose row is visible. */
const visibleNodes = (tree: JsonTree) => tree.rows.filter(({ more }) => more === 0).map(({ node }) => node);

const arrayOf = (length: number, item = '1') => `[${Array.from({ length }, () => item).join()}]`;

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('`JsonTree.from()`', () => {
  it('`JsonTree.from()` makes a node of each value, in the order of the text', () => {
    const tree = treeOf(' { "a" : [ 1 , "b" , { } ] ,\r\n\t"c" : { "d" : null } , "e" : true } ');
    expect(outline(tree)).to.deep.equal([
      '- object',
      '  "a": - array',
      '    1',
      '    "b"',
      '    { }',
      '  "c": - object',
      '    "d": null',
      '  "e": true',
    ]);
    expect(visibleNodes(tree)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('`JsonTree.from()` keeps every digit of a number', () => {
    const numbers = ['12345678901234567890', '12.30', '1e400', '-0', '1.0E+2', '9007199254740993'];
    expect(outline(treeOf(`[${numbers.join()}]`)).map((row) => row.trim())).to.deep.equal(['- array', ...numbers]);
  });

  it('`JsonTree.from()` keeps duplicate keys, their order, and a key `__proto__`', () => {
    expect(outline(treeOf('{"b":1,"2":2,"a":3,"1":4,"b":5,"__proto__":6,"":7}'))).to.deep.equal([
      '- object',
      '  "b": 1',
      '  "2": 2',
      '  "a": 3',
      '  "1": 4',
      '  "b": 5',
      '  "__proto__": 6',
      '  "": 7',
    ]);
  });

  it('`JsonTree.from()` keeps the escape sequences in keys and strings', () => {
    const strings = [String.raw`"\u00e9\n\/\"\\"`, String.raw`"\\"`, String.raw`"\\\""`, '"é \u2028 😀"'];
    for (const string of strings) {
      const tree = treeOf(`{${string}:${string},"next":[${string}]}`);
      expect([tree.key(1), tree.text(1), tree.text(3)]).to.deep.equal([string, string, string]);
    }
  });

  it('`JsonTree.from()` ignores braces, brackets, commas, colons, numbers and words in strings', () => {
    const string = String.raw`"{ [ ] } , : 12 true \" { \\"`;
    const tree = treeOf(`[{${string}:${string}},2]`);
    expect(outline(tree)).to.deep.equal(['- array', '  - object', `    ${string}: ${string}`, '  2']);
  });

  it('`JsonTree.from()` makes a tree of a number, word or string by itself', () => {
    for (const text of ['12.30', '-1e400', '"{}"', '""', 'true', 'false', 'null']) {
      const tree = treeOf(` ${text}\n`);
      expect(tree.rows).to.deep.equal([{ node: 0, isOpen: null, more: 0, depth: 0 }]);
      expect(tree.text(0)).to.equal(text);
    }
  });

  it('`JsonTree.from()` returns null for a text that is not JSON', () => {
    const texts = ['', ' ', 'Hello!', '{', '{a: 1}', "['a']", '[1,]', '[1] [2]', '{"a":1}}', '[NaN]', '["a\nb"]', '01'];
    for (const text of [...texts, '\uFEFF[1]', '[undefined]', '{"a"}']) expect(JsonTree.from(text), text).to.be.null;
  });

  it('`JsonTree.from()` returns null for a text with more than `TREE_LENGTH` characters', () => {
    const text = `[1${' '.repeat(TREE_LENGTH - 3)}]`;
    expect(treeOf(text).childCount(0)).to.equal(1);
    expect(JsonTree.from(`${text} `)).to.be.null;
  });

  it('`JsonTree.from()` makes a tree of the most values that `TREE_LENGTH` characters have', () => {
    const tree = treeOf(arrayOf(TREE_LENGTH / 2 - 1));
    expect(tree.childCount(0)).to.equal(TREE_LENGTH / 2 - 1);
    expect(tree.text(TREE_LENGTH / 2 - 1)).to.equal('1');
    expect(tree.rows).to.have.length(1 + SHOWN_CHILDREN + 1);
  });

  it('`JsonTree.from()` makes a tree of the longest string', () => {
    for (const character of ['x', ',', '[', '\\\\']) {
      const text = `["${character.repeat((TREE_LENGTH - 4) / character.length)}"]`;
      expect(treeOf(text).text(1)).to.equal(text.slice(1, -1));
    }
  });
});

describe('`JsonTree` with deep nesting', () => {
  const depth = 100_000;
  const text = nested(depth);

  it('`rows` has a row for each of 100,000 arrays in each other, if all of them are opened', () => {
    const tree = treeOf(text);
    // The last row of the first view is the first array that is closed.
    for (let { node } = tree.rows.at(-1)!; node < depth; node++) tree.toggle(node);
    expect(tree.rows).to.have.length(depth);
    expect(tree.rows.at(-2)).to.deep.equal({ node: depth - 2, isOpen: true, more: 0, depth: depth - 2 });
    expect(tree.rows.at(-1)).to.deep.equal({ node: depth - 1, isOpen: null, more: 0, depth: depth - 1 });
  });

  it('`path()` has an index for each of 100,000 arrays in each other', () => {
    expect(treeOf(text).path(depth - 1)).to.equal(`$${'[0]'.repeat(depth - 1)}`);
  });

  it('`text()` returns the whole text of 100,000 arrays in each other', () => {
    const tree = treeOf(text);
    expect(tree.text(0)).to.equal(text);
    expect(tree.text(depth - 1)).to.equal('[]');
  });

  it('`expandAll()` opens as many of 100,000 arrays in each other as fit into `EXPANDED_ROWS` rows', () => {
    const tree = treeOf(text);
    expect(tree.rows).to.have.length(FIRST_ROWS);
    tree.expandAll();
    expect(tree.rows).to.have.length(EXPANDED_ROWS);
    expect(tree.rows.at(-1)).to.include({ isOpen: false });
  });
});

describe('`rows`', () => {
  it('`rows` has no children for an empty object or array', () => {
    const tree = treeOf('{"a":{},"b":[ ],"c":[{}]}');
    expect(outline(tree)).to.deep.equal(['- object', '  "a": {}', '  "b": [ ]', '  "c": - array', '    {}']);
    for (const node of [1, 2, 4]) {
      expect(tree.childCount(node)).to.equal(0);
      tree.toggle(node);
      tree.showMore(node);
    }
    expect(tree.rows).to.have.length(5);
    expect(tree.rows.filter(({ isOpen }) => isOpen === null)).to.have.length(3);
  });

  it('`rows` returns the same array until a node is opened or closed', () => {
    const tree = treeOf('[[1]]');
    const before = tree.rows;
    expect(tree.rows).to.equal(before);
    tree.toggle(1);
    expect(tree.rows).not.to.equal(before);
    expect(before).to.have.length(3);
  });

  it('`rows` of a new tree opens all containers if the tree has at most `FIRST_ROWS` rows', () => {
    const fitting = treeOf(`[${arrayOf(FIRST_ROWS / 2 - 2)},${arrayOf(FIRST_ROWS / 2 - 1)}]`);
    expect(fitting.rows).to.have.length(FIRST_ROWS);
    expect(fitting.rows.every(({ isOpen }) => isOpen !== false)).to.be.true;
  });

  it('`rows` of a new tree opens outer containers before inner ones', () => {
    const tree = treeOf(`{"a":[${arrayOf(60)}],"b":[${arrayOf(60)}]}`);
    expect(outline(tree).slice(0, 4)).to.deep.equal(['- object', '  "a": - array', '    - array', '      1']);
    expect(outline(tree).slice(-2)).to.deep.equal(['  "b": - array', '    + array']);
  });

  it('`rows` of a new tree opens the containers that fit, also after one that does not', () => {
    expect(outline(treeOf(`[${arrayOf(100)},[2]]`))).to.deep.equal(['- array', '  + array', '  - array', '    2']);
  });

  it('`rows` of a new tree always opens the root, and has only its rows if they are too many', () => {
    const tree = treeOf(arrayOf(1_000, '[1]'));
    expect(tree.rows).to.have.length(1 + SHOWN_CHILDREN + 1);
    expect(tree.rows.slice(1, -1).every(({ isOpen }) => isOpen === false)).to.be.true;
  });

  it('`rows` has a row with the number of the other children after the first `SHOWN_CHILDREN` and what is in them', () => {
    const tree = treeOf(`{"a":[${arrayOf(SHOWN_CHILDREN + 1, '[1]')}],"b":2}`);
    tree.toggle(2);
    tree.toggle(1 + 2 * SHOWN_CHILDREN);
    const rows = outline(tree);
    expect(rows.slice(0, 4)).to.deep.equal(['- object', '  "a": - array', '    - array', '      + array']);
    expect(rows.slice(-4)).to.deep.equal(['      - array', '        1', '      1 more', '  "b": 2']);
    expect(tree.rows.at(-2)).to.deep.equal({ node: 2, isOpen: null, more: 1, depth: 3 });
  });

  it('`rows` has no row for other children if there are `SHOWN_CHILDREN`', () => {
    expect(treeOf(arrayOf(SHOWN_CHILDREN)).rows).to.have.length(1 + SHOWN_CHILDREN);
  });
});

describe('`kind()`', () => {
  it('`kind()` returns the kind of each value', () => {
    const tree = treeOf('[{},[],"{",-1,0.5,true,false,null]');
    expect(visibleNodes(tree).map((node) => tree.kind(node))).to.deep.equal([
      'array',
      'object',
      'array',
      'string',
      'number',
      'number',
      'literal',
      'literal',
      'literal',
    ]);
  });
});

describe('`key()`', () => {
  it('`key()` returns null for the root and for an item of an array', () => {
    const tree = treeOf('{"a":[1,{"b":2}],"c":[3]}');
    expect(visibleNodes(tree).map((node) => tree.key(node))).to.deep.equal([
      null,
      '"a"',
      null,
      null,
      '"b"',
      '"c"',
      null,
    ]);
  });
});

describe('`index()`, `parent()` and `childCount()`', () => {
  it('`index()`, `parent()` and `childCount()` tell the place of a node in the tree', () => {
    const tree = treeOf('{"a":[1,{"b":2},[]],"c":[3]}');
    const nodes = visibleNodes(tree);
    expect(nodes.map((node) => tree.index(node))).to.deep.equal([0, 0, 0, 1, 0, 2, 1, 0]);
    expect(nodes.map((node) => tree.parent(node))).to.deep.equal([-1, 0, 1, 1, 3, 1, 0, 6]);
    expect(nodes.map((node) => tree.childCount(node))).to.deep.equal([2, 3, 0, 1, 0, 0, 1, 0]);
  });
});

describe('`text()`', () => {
  it('`text()` returns a container as it is written, without the white space around it', () => {
    const tree = treeOf(' { "a" : [ 1.0 ,\n{ } ] } ');
    expect([0, 1, 2, 3].map((node) => tree.text(node))).to.deep.equal([
      '{ "a" : [ 1.0 ,\n{ } ] }',
      '[ 1.0 ,\n{ } ]',
      '1.0',
      '{ }',
    ]);
  });
});

describe('`path()`', () => {
  it('`path()` returns `$` for the root', () => {
    expect(treeOf('{"a":1}').path(0)).to.equal('$');
    expect(treeOf('1').path(0)).to.equal('$');
  });

  it('`path()` joins names and indexes from the root', () => {
    const tree = treeOf('{"x":0,"a":[{"b c":[1,2]},{"d":{"e":3}}]}');
    expect(visibleNodes(tree).map((node) => tree.path(node))).to.deep.equal([
      '$',
      '$.x',
      '$.a',
      '$.a[0]',
      '$.a[0]["b c"]',
      '$.a[0]["b c"][0]',
      '$.a[0]["b c"][1]',
      '$.a[1]',
      '$.a[1].d',
      '$.a[1].d.e',
    ]);
  });

  it('`path()` puts a key into brackets unless it is a name in JavaScript and in JSONPath', () => {
    const steps = {
      '"_a1"': '._a1',
      '"größe"': '.größe',
      '"名"': '.名',
      '"1a"': '["1a"]',
      '"$ref"': '["$ref"]',
      '"a-b"': '["a-b"]',
      '"a.b"': '["a.b"]',
      '""': '[""]',
      '"😀"': '["😀"]',
      '"a\\"b"': '["a\\"b"]',
      '"a\\\\"': '["a\\\\"]',
      '"a\\nb"': '["a\\nb"]',
    };
    for (const [key, step] of Object.entries(steps)) expect(treeOf(`{${key}:1}`).path(1)).to.equal(`$${step}`);
  });

  it('`path()` is the same for two spellings of a key, and for two members with the same key', () => {
    const tree = treeOf(String.raw`{"a":1,"\u0061":2,"a":3,"a\/b":4,"a/b":5}`);
    expect([1, 2, 3, 4, 5].map((node) => tree.path(node))).to.deep.equal(['$.a', '$.a', '$.a', '$["a/b"]', '$["a/b"]']);
  });
});

describe('`toggle()`', () => {
  it('`toggle()` closes an open node and opens a closed one', () => {
    const tree = treeOf('{"a":[1,2],"b":3}');
    const open = outline(tree);
    tree.toggle(1);
    expect(outline(tree)).to.deep.equal(['- object', '  "a": + array', '  "b": 3']);
    tree.toggle(1);
    expect(outline(tree)).to.deep.equal(open);
  });

  it('`toggle()` leaves the containers in a node open or closed', () => {
    const tree = treeOf('[[[1],[2]]]');
    tree.toggle(2);
    const before = outline(tree);
    tree.toggle(0);
    expect(outline(tree)).to.deep.equal(['+ array']);
    tree.toggle(0);
    expect(outline(tree)).to.deep.equal(before);
  });

  it('`toggle()` shows the first `SHOWN_CHILDREN` children again after `showMore()`', () => {
    const tree = treeOf(arrayOf(300));
    tree.showMore(0);
    tree.toggle(0);
    tree.toggle(0);
    expect(tree.rows.at(-1)).to.deep.equal({ node: 0, isOpen: null, more: 300 - SHOWN_CHILDREN, depth: 1 });
  });

  it('`toggle()` changes nothing for a value without children', () => {
    const tree = treeOf('[1,{}]');
    const before = outline(tree);
    tree.toggle(1);
    tree.toggle(2);
    expect(outline(tree)).to.deep.equal(before);
  });
});

describe('`showMore()`', () => {
  it('`showMore()` shows the next `SHOWN_CHILDREN` children until all are shown', () => {
    const tree = treeOf(`{"a":${arrayOf(250, '{}')},"b":2}`);
    tree.toggle(1);
    const shown = () => {
      const row = tree.rows.find(({ more }) => more > 0);
      return [tree.rows.filter(({ node }) => tree.parent(node) === 1).length, row?.more ?? 0];
    };
    expect(shown()).to.deep.equal([100, 150]);
    tree.showMore(1);
    expect(shown()).to.deep.equal([200, 50]);
    tree.showMore(1);
    expect(shown()).to.deep.equal([250, 0]);
    tree.showMore(1);
    expect(shown()).to.deep.equal([250, 0]);
    expect(visibleNodes(tree)).to.deep.equal(Array.from({ length: 253 }, (_, node) => node));
  });
});

describe('`expandAll()`', () => {
  it('`expandAll()` opens all containers if the tree has at most `EXPANDED_ROWS` rows', () => {
    const tree = treeOf(arrayOf(9, arrayOf(10, arrayOf(10))));
    expect(tree.rows.some(({ isOpen }) => isOpen === false)).to.be.true;
    tree.expandAll();
    expect(tree.rows).to.have.length(1 + 9 + 90 + 900);
    expect(tree.rows.some(({ isOpen }) => isOpen === false)).to.be.false;
  });

  it('`expandAll()` opens outer containers first, and never more than `EXPANDED_ROWS` rows', () => {
    const tree = treeOf(arrayOf(50, arrayOf(18, arrayOf(50))));
    tree.expandAll();
    // A root, 50 and 900 rows are 951; 49 are left, and each of the inner arrays takes 50.
    expect(tree.rows).to.have.length(951);
    expect(tree.rows.filter(({ isOpen }) => isOpen === false)).to.have.length(900);
  });

  it('`expandAll()` counts the row for the other children', () => {
    const tree = treeOf(arrayOf(9, arrayOf(500)));
    tree.expandAll();
    expect(tree.rows).to.have.length(1 + 9 + 9 * (SHOWN_CHILDREN + 1));
    const tooMany = treeOf(arrayOf(10, arrayOf(500)));
    tooMany.expandAll();
    expect(tooMany.rows).to.have.length(1 + 10 + 9 * (SHOWN_CHILDREN + 1));
  });

  it('`expandAll()` closes nothing that the user has opened', () => {
    const tree = treeOf(arrayOf(3, arrayOf(1_000)));
    for (let count = 0; count < 10; count++) tree.showMore(1);
    const before = outline(tree);
    tree.expandAll();
    expect(outline(tree)).to.deep.equal(before);
    expect(before).to.have.length(1 + 3 + 1_000);
  });

  it('`expandAll()` opens the root of a tree that is closed, and counts what was open in it', () => {
    const tree = treeOf(arrayOf(20, arrayOf(90)));
    for (const row of [...tree.rows]) if (row.isOpen === false) tree.toggle(row.node);
    tree.toggle(0);
    tree.expandAll();
    expect(tree.rows).to.have.length(1 + 20 + 10 * 90);
  });
});
