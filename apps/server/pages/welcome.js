'use strict';
// The secret stands behind the "#", which browsers do not send: it is in no log.
const token = location.hash.slice(1);
history.replaceState(null, '', '/welcome');
const said = document.querySelector('#said');
document.querySelector('#welcome').addEventListener('submit', (event) => {
  event.preventDefault();
  const { password } = Object.fromEntries(new FormData(event.target));
  void fetch('/api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password }),
  })
    .then(async (response) => ({ status: response.status, body: await response.json() }))
    .then(({ status, body }) => {
      said.textContent = status === 200 ? `Done. Sign in as "${body.login}".` : body.detail;
      event.target.hidden = status === 200;
    });
});
