import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['jsdom', 'happy-dom'].map((environment) => ({
      resolve: { conditions: ['browser', 'module'] },
      ssr: { resolve: { conditions: ['browser', 'module'] } },
      test: { name: environment, environment, server: { deps: { inline: ['ws-echo', '@lit/react'] } } },
    })),
  },
});
