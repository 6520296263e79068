// The script of a page that hydrates server-rendered elements. Lit's support for hydration has to be loaded first.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import '../../src/define-console.js';
