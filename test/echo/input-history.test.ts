import { expect } from '@open-wc/testing';
import { HISTORY_LIMIT, InputHistory } from '../../src/echo/input-history.js';

function historyOf(...texts: string[]): InputHistory {
  const history = new InputHistory();
  for (const text of texts) history.add(text);
  return history;
}

describe('InputHistory', () => {
  it('`InputHistory.recall()` returns the sent texts, newest first, and goes forward again', () => {
    const history = historyOf('one', 'two', 'three');
    expect(history.recall(-1, '')).to.equal('three');
    expect(history.recall(-1, 'three')).to.equal('two');
    expect(history.recall(-1, 'two')).to.equal('one');
    expect(history.recall(1, 'one')).to.equal('two');
    expect(history.recall(1, 'two')).to.equal('three');
  });

  it('`InputHistory.recall()` returns null before the oldest text and after the draft', () => {
    const history = historyOf('one');
    expect(history.recall(1, 'draft')).to.equal(null);
    expect(history.recall(-1, 'draft')).to.equal('one');
    expect(history.recall(-1, 'one')).to.equal(null);
    expect(history.recall(1, 'one')).to.equal('draft');
    expect(history.recall(1, 'draft')).to.equal(null);
  });

  it('`InputHistory.recall()` returns null when no text has been sent', () => {
    expect(historyOf().recall(-1, 'draft')).to.equal(null);
    expect(historyOf().recall(1, 'draft')).to.equal(null);
  });

  it('`InputHistory.recall()` returns the unsent draft after a walk back through older texts', () => {
    const history = historyOf('one', 'two');
    history.recall(-1, 'half a sen');
    history.recall(-1, 'two');
    history.recall(1, 'one');
    expect(history.recall(1, 'two')).to.equal('half a sen');
  });

  it('`InputHistory.recall()` keeps an edit of a recalled text, but not an empty one', () => {
    const history = historyOf('one', 'two', 'three');
    history.recall(-1, 'draft');
    history.recall(-1, 'three');
    history.recall(-1, 'two, edited');
    expect(history.recall(1, '')).to.equal('two, edited');
    history.recall(1, 'two, edited');
    expect(history.recall(1, 'three')).to.equal('draft');
    expect(historyOf('one', 'two', 'three').recall(-1, '')).to.equal('three');
  });

  it('`InputHistory.recall()` returns an empty draft as an empty string', () => {
    const history = historyOf('one');
    history.recall(-1, '');
    expect(history.recall(1, 'one')).to.equal('');
  });

  it('`InputHistory.recall()` skips a text that equals the text in the input', () => {
    const history = historyOf('one', 'two');
    expect(history.recall(-1, 'two')).to.equal('one');
    expect(historyOf('one').recall(-1, 'one')).to.equal(null);
  });

  it('`InputHistory.add()` moves the position back to the end of the history', () => {
    const history = historyOf('one', 'two');
    history.recall(-1, 'draft');
    history.recall(-1, 'two');
    history.add('three');
    expect(history.recall(1, '')).to.equal(null);
    expect(history.recall(-1, '')).to.equal('three');
  });

  it('`InputHistory.add()` keeps a repeated text once, as the newest', () => {
    const history = historyOf('one', 'two', 'one', 'one');
    expect(history.recall(-1, '')).to.equal('one');
    expect(history.recall(-1, 'one')).to.equal('two');
    expect(history.recall(-1, 'two')).to.equal(null);
  });

  it('`InputHistory.add()` removes the oldest texts beyond `HISTORY_LIMIT`', () => {
    const history = historyOf(...Array.from({ length: HISTORY_LIMIT + 5 }, (_, i) => `text ${i}`));
    const recalled: string[] = [];
    for (let text = history.recall(-1, ''); text !== null; text = history.recall(-1, text)) recalled.push(text);
    expect(recalled).to.have.length(HISTORY_LIMIT);
    expect(recalled[0]).to.equal(`text ${HISTORY_LIMIT + 4}`);
    expect(recalled.at(-1)).to.equal('text 5');
  });
});
