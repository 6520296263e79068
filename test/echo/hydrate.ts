// What a page loads to make alive what a server has rendered: Lit's support for that first.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import '../../src/define.js';
