// A real graphql-ws client against a live server: queries, follows a stream, fails, leaves, and comes back by itself.
// node real_client.mjs FOLDER_WITH_NODE_MODULES URL
import { createRequire } from 'node:module';

const [, , folder, url] = process.argv;
const require = createRequire(`${folder}/package.json`);
const { createClient } = require('graphql-ws');
const client = createClient({ url, webSocketImpl: require('ws'), lazy: true, connectionParams: { token: 'Li' }, retryWait: async () => {} });

const all = async (query, variables) => {
  const heard = [];
  for await (const result of client.iterate({ query, variables })) heard.push(result.data ?? result.errors);
  return heard;
};

const refused = (query) => all(query).then(() => null, (errors) => errors[0].message);

const comesBack = () =>
  new Promise((resolve) => {
    const numbers = [];
    const leave = client.subscribe(
      { query: 'subscription { events(after: -1) { number } }' },
      {
        next: ({ data }) => {
          numbers.push(data.events.number);
          if (numbers.length === 2) client.terminate();
          if (numbers.length === 4) (leave(), resolve(numbers));
        },
        error: (error) => resolve({ error: String(error) }),
        complete: () => {},
      },
    );
  });

const seen = {
  query: await all('{ whoami }'),
  stream: await all('subscription ($to: Int!) { count(to: $to) }', { to: 3 }),
  syntax: await refused('{'),
  invalid: await refused('{ nothing }'),
  again: await comesBack(),
};
console.log(JSON.stringify(seen));
await client.dispose();
