'use strict';
let csrf = null;
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

async function ask(method, path, body, headers = {}) {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(csrf === null || method === 'GET' ? {} : { 'x-csrf-token': csrf }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    /* not JSON: shown as it is */
  }
  return { status: response.status, etag: response.headers.get('etag'), shown };
}

async function showSession() {
  const { status, shown } = await ask('GET', '/session');
  const session = status === 200 ? JSON.parse(shown) : null;
  csrf = session?.csrf ?? null;
  document.querySelector('#who').textContent =
    session === null ? 'Not signed in.' : `Signed in as ${session.person.name}, ${session.party.name}.`;
  document.querySelector('#sign-in').hidden = session !== null;
}

function example(schema, all) {
  if (schema.$ref) return example(all[schema.$ref.split('/').at(-1)], all);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return example(either[0], all);
  if (schema.type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, example(one, all)]));
  if (schema.type === 'array') return [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  return schema.type === 'boolean' ? false : '';
}

function operationOf(path, method, operation, all) {
  const output = make('pre', { textContent: 'No answer yet.' });
  output.setAttribute('aria-live', 'polite');
  const fields = (operation.parameters ?? []).map((parameter) => ({
    parameter,
    input: make('input', { required: parameter.required, placeholder: parameter.description ?? '' }),
  }));
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const body = schema ? make('textarea', { value: JSON.stringify(example(schema, all), null, 2) }) : null;
  body?.setAttribute('aria-label', 'Body');
  const form = make(
    'form',
    {},
    ...fields.map(({ parameter, input }) => make('label', {}, `${parameter.name} (${parameter.in})`, input)),
    ...(body ? [body] : []),
    make('button', { textContent: 'Send' }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    let address = path;
    const query = new URLSearchParams();
    const headers = {};
    for (const { parameter, input } of fields) {
      if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value !== '' && parameter.in === 'query') query.set(parameter.name, input.value);
      else if (input.value !== '') headers[parameter.name] = input.value;
    }
    const asked = query.size > 0 ? `${address}?${query}` : address;
    void ask(method.toUpperCase(), asked, body?.value, headers).then(({ status, etag, shown }) => {
      output.textContent = `${status}${etag ? `  ETag ${etag}` : ''}\n${shown}`;
    });
  });
  const heading = make(
    'summary',
    {},
    make('code', { textContent: `${method.toUpperCase()} ${path}` }),
    ` ${operation.summary}`,
  );
  const details = make('details', {}, heading);
  if (operation.description) details.append(make('p', { textContent: operation.description }));
  details.append(form, output);
  return details;
}

async function showOperations() {
  const described = await (await fetch('/api/v1/openapi.json')).json();
  const main = document.querySelector('#operations');
  main.replaceChildren();
  const byTag = new Map();
  for (const [path, methods] of Object.entries(described.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [tag] = operation.tags;
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationOf(path, method, operation, described.components.schemas)]);
    }
  for (const [tag, operations] of byTag) main.append(make('h2', { textContent: tag }), ...operations);
}

document.querySelector('#sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const { login, password, code } = Object.fromEntries(new FormData(event.target));
  const body = JSON.stringify({ login, password, ...(code === '' ? {} : { code }) });
  void ask('POST', '/session', body).then(({ status, shown }) => {
    if (status === 200) void showSession();
    else document.querySelector('#who').textContent = JSON.parse(shown).detail;
  });
});
void showSession();
void showOperations();
