import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, next, seeMessage, shown, typeAndSend, waitForState, waitUntilShown } from './element-driver.js';
import { consoleOutputOf } from './console-capture.js';

async function openElement(): Promise<WsEcho> {
  const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
  await waitForState(el, 'open');
  return el;
}

describe('<ws-echo> with untrusted text', () => {
  const texts: Record<string, string> = {
    markup: '<img src=x onerror="window.isHacked = true"><script>window.isHacked = true</script>',
    'the syntax of Lit templates': '<!--?lit$1$-->${alert(1)}{{alert(1)}}',
    'a text direction override': 'abc\u202Edef\u2066ghi',
    'a NUL and other control characters': 'a\0b\u0001c\u001Bd\u007F',
    'white space alone': ' \t\n ',
    'characters of two and more code units': '👩‍👩‍👧‍👦 𝕳é',
    'a letter with 500 combining marks': `z${'\u0301'.repeat(500)}`,
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`\`<ws-echo>\` shows ${what} as text, and emits it unchanged`, async () => {
      const el = await openElement();
      let emitted: unknown;
      el.onmessage = ({ data }) => (emitted = data);
      const noise = await consoleOutputOf(async () => {
        el.send(text);
        await seeMessage(el, text);
      });
      expect(emitted).to.equal(text);
      expect(find(el, 'message')!.querySelectorAll('img, script')).to.have.length(0);
      expect(window).not.to.have.property('isHacked');
      expect(noise).to.deep.equal([]);
    });
  }

  it('the message part isolates a text direction override', async () => {
    const el = await openElement();
    el.send('\u202Egnihton');
    await waitUntilShown('the message', () => shown(el) !== null);
    // A block is an isolate.
    const bdi = find(el, 'message')!.querySelector('bdi')!;
    expect(getComputedStyle(bdi).display).to.equal('block');
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`the message part aligns each line by its own direction in a page with dir="${dir}"`, async () => {
      const el = await openElement();
      el.dir = dir;
      el.send('السلام.\nHello.\nسلام');
      await waitUntilShown('the message', () => shown(el) !== null);
      const bdi = find(el, 'message')!.querySelector('bdi')!;
      const text = [...bdi.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent)!;
      const line = (from: number, to: number) => {
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, to);
        return range.getBoundingClientRect();
      };
      const { left, right } = bdi.getBoundingClientRect();
      expect(line(0, 7).right).to.be.closeTo(right, 1);
      expect(line(8, 14).left).to.be.closeTo(left, 1);
      expect(line(15, 19).right).to.be.closeTo(right, 1);
    });
  }

  it('the message part aligns indented JSON at the left in every text direction', async () => {
    const el = await openElement();
    el.dir = 'rtl';
    el.send('["سلام","Hello"]');
    await waitUntilShown('the message', () => shown(el)?.startsWith('[\n') ?? false);
    const bdi = find(el, 'message')!.querySelector('bdi')!;
    const text = [...bdi.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent)!;
    const leftOf = (offset: number) => {
      const range = document.createRange();
      range.setStart(text, offset);
      range.setEnd(text, offset + 1);
      return range.getBoundingClientRect().left;
    };
    const quotes = [text.textContent!.indexOf('"سلام'), text.textContent!.indexOf('"Hello')].map(leftOf);
    expect(quotes[0]).to.be.closeTo(quotes[1]!, 1);
  });

  for (const url of ['the server', 'loopback:']) {
    it(`\`send()\` replaces a lone surrogate with U+FFFD through ${url}`, async () => {
      const el = await fixture<WsEcho>(html`<ws-echo url=${url === 'loopback:' ? url : echoServer().url}></ws-echo>`);
      await waitForState(el, 'open');
      el.send('half \uD83D of a pair');
      expect((await next(el, 'message')).data).to.equal('half \uFFFD of a pair');
      await seeMessage(el, 'half \uFFFD of a pair');
    });
  }

  it('`<ws-echo>` shows the beginning of a message of 1 MB, and emits all of it', async () => {
    const el = await openElement();
    const text = 'Hello! '.repeat(150_000);
    el.send(text);
    const { data } = await next(el, 'message');
    expect(data).to.equal(text);
    await waitUntilShown('the beginning', () => shown(el) !== null);
    expect(text.startsWith(shown(el)!)).to.equal(true);
    expect(shown(el)!.length).to.be.within(1_000, 10_000);
  });

  it('the message part splits no surrogate pair when it truncates a text', async () => {
    const el = await openElement();
    el.send(`.${'😀'.repeat(10_000)}`);
    await waitUntilShown('the beginning', () => shown(el) !== null);
    expect(shown(el)).to.match(/^\.(😀)+$/u);
  });

  it('the form of `<ws-echo>` sends markup and control characters unchanged', async () => {
    const el = await openElement();
    const text = '<img src=x onerror="window.isHacked = true">\0\u202E';
    typeAndSend(el, text);
    expect((await next(el, 'message')).data).to.equal(text);
  });

  it('the reason part shows markup in a close reason as text', async () => {
    const el = await fixture<WsEcho>(html`
      <ws-echo url=${echoServer({ closeWith: 4400, reason: '<img src=x onerror="isHacked=1">' }).url}></ws-echo>
    `);
    await waitForState(el, 'closed');
    expect(find(el, 'reason')).to.contain.text('<img src=x');
    expect(find(el, 'reason')!.querySelector('img')).to.equal(null);
  });
});

/** The animation frame of each change of what is in `node`, in order; a render is one change. */
function watchFrames(node: Node) {
  const frames: number[] = [];
  let frame = 0;
  let request = requestAnimationFrame(function count() {
    frame++;
    request = requestAnimationFrame(count);
  });
  const observer = new MutationObserver(() => frames.push(frame));
  observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  return {
    frames,
    stop: () => {
      observer.disconnect();
      cancelAnimationFrame(request);
    },
  };
}

describe('<ws-echo> rendering', () => {
  it('`<ws-echo>` renders at most once per frame, however many messages arrive', async () => {
    const el = await openElement();
    el.send('first');
    await seeMessage(el, 'first');
    const watch = watchFrames(el.shadowRoot!);
    let received = 0;
    el.addEventListener('message', () => received++);
    for (let index = 1; index <= 2_000; index++) el.send(`message ${index}`);
    await seeMessage(el, 'message 2000');
    watch.stop();
    expect(received).to.equal(2_000);
    expect(watch.frames.length).to.be.greaterThan(0);
    expect(watch.frames).to.deep.equal([...new Set(watch.frames)]);
  });

  it('`<ws-echo>` requests no animation frame while nothing changes', async () => {
    const el = await openElement();
    el.send('Hello!');
    await waitUntilShown(
      'the announcement',
      () => el.shadowRoot!.querySelector('#announcement')!.textContent === 'Hello!',
    );
    await el.updateComplete;
    const real = window.requestAnimationFrame;
    let asked = 0;
    window.requestAnimationFrame = (callback) => {
      asked++;
      return real(callback);
    };
    try {
      for (let frame = 0; frame < 5; frame++) await new Promise((resolve) => real(resolve));
      expect(asked).to.equal(0);
      el.send('again');
      await next(el, 'message');
      await el.updateComplete;
      expect(asked).to.equal(1);
    } finally {
      window.requestAnimationFrame = real;
    }
  });

  it('`<ws-echo>` does not change its DOM when a property is set to an equal value', async () => {
    const el = await openElement();
    await nextFrame();
    const watch = watchFrames(el.shadowRoot!);
    el.readonly = false;
    el.setAttribute('url', String(el.url));
    el.label = null;
    for (let frame = 0; frame < 3; frame++) await nextFrame();
    watch.stop();
    expect(watch.frames).to.deep.equal([]);
  });
});

describe('<ws-echo> announcements', () => {
  it('the live region announces the state, its reason, the unsent messages and a blank message', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo lang="en" .url=${() => new Promise<string>(() => {})}></ws-echo>`);
    const told = (words: string) =>
      waitUntilShown(
        `the announcement ${words}`,
        () => el.shadowRoot!.querySelector('#announcement')!.textContent === words,
      );
    await waitForState(el, 'connecting');
    el.send('Hello!');
    el.close();
    await told('Not connected Not sent: 1.');
    el.url = 'gopher://localhost/';
    await told('Not connected “gopher://localhost/” is not a valid address: it should look like wss://example.com.');
    el.url = echoServer({ greet: ' ' }).url;
    await waitUntilShown('a message', () => shown(el) === ' ');
    await told('Connected  ');
  });

  it('`clear()` empties the live region', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ greet: 'Hello!' }).url}></ws-echo>`);
    const region = () => el.shadowRoot!.querySelector('#announcement')!.textContent;
    await waitUntilShown('the announcement', () => region().includes('Hello!'));
    el.clear();
    expect(region()).to.equal('');
  });

  it('the live region announces at most once a second, and always the last message', async () => {
    const el = await openElement();
    const told: { text: string; at: number }[] = [];
    const region = el.shadowRoot!.querySelector('#announcement')!;
    const observer = new MutationObserver(() => told.push({ text: region.textContent, at: performance.now() }));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < 1_500) {
      el.send(`message ${++count}`);
      await nextFrame();
    }
    el.send('the last');
    await waitUntilShown('the last announcement', () => region.textContent === 'the last');
    observer.disconnect();
    const pauses = told.slice(1).map(({ at }, index) => at - told[index]!.at);
    expect(count).to.be.greaterThan(10);
    expect(told.length).to.be.greaterThan(1);
    // The observer may run late, which makes the next pause shorter.
    for (const pause of pauses) expect(pause).to.be.greaterThan(800);
  });
});
