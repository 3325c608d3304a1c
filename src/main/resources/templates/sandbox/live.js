// Grows the parts of a page that are marked data-live, and counts down the times that are marked data-until.
// The pages work without it: they show times as they are, and a link that reloads.
'use strict';

const EVERY = 1000;
const PATIENCE = 10000;
const LAUNCH = 10000;
const SILENT = 'The broker does not answer. What you see is what it said last; the page goes on by itself when it answers again.';
const FORGOTTEN = 'The broker does not know this any more: it was started anew. Go back to the dashboard.';
const SAID_AT = [60, 30, 10];
const MOMENT = 100;

// Emptied first, and filled a moment later: the same words once more would be no change, and a screen reader would stay
// silent. What is said meanwhile goes along.
const unsaid = [];
function say(words) {
  const news = document.getElementById('news');
  unsaid.push(words);
  if (unsaid.length === 1) {
    news.textContent = '';
    setTimeout(() => { news.textContent = unsaid.splice(0).join('. '); }, MOMENT);
  }
}

function left(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `dies in ${minutes} min ${seconds % 60} s` : `dies in ${seconds} s`;
}

// the seconds that were left when last looked; by their time, not on the element, which is replaced with its place
const lasted = new Map();

function countDown(time) {
  const until = time.dataset.until;
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const words = seconds > 0 ? left(seconds) : time.dataset.over;
  if (time.textContent !== words) {
    time.textContent = words;
    time.classList.toggle('over', seconds === 0);
  }
  // a screen reader hears of it a few times, not every second; and not of what was over before the page was there
  const before = lasted.get(until);
  if (seconds > 0 ? SAID_AT.some(at => seconds <= at && (before ?? seconds + 1) > at) : before > 0) {
    say(`${time.dataset.name} ${words}`);
  }
  lasted.set(until, seconds);
}

// what is shown is old then, and nobody would see it
function heard(words) {
  const lost = document.getElementById('lost');
  if (words !== lost.textContent) {
    lost.textContent = words;
    lost.hidden = !words;
    say(words || 'The broker answers again.');
  }
}

// what can be done with a link depends on its status; a button that has the focus stays, and the answer to it says why
function offerWhatCanBeDone(status) {
  if (status) {
    document.querySelectorAll('[data-while]').forEach(form => {
      const can = form.dataset.while.split(' ').includes(status.dataset.status);
      form.hidden = !can && !form.contains(document.activeElement);
    });
  }
}

const shown = new WeakMap();
const busy = new WeakSet();

// one at a time for each place: an older answer that comes late must not replace a newer one
async function renew(place) {
  if (busy.has(place)) {
    return;
  }
  busy.add(place);
  try {
    const answer = await fetch(place.dataset.live, { cache: 'no-store', signal: AbortSignal.timeout?.(PATIENCE) });
    heard(answer.ok ? '' : answer.status === 404 ? FORGOTTEN : SILENT);
    await show(place, answer);
  } catch {
    if (!leaving) {
      heard(SILENT);
    }
  } finally {
    busy.delete(place);
  }
}

async function show(place, answer) {
  const html = answer.ok ? await answer.text() : '';
  if (!html || html === shown.get(place) || place.contains(document.activeElement)) {
    return;
  }
  const before = place.querySelectorAll('[data-type]').length;
  place.innerHTML = html;
  shown.set(place, html);
  place.querySelectorAll('[data-until]').forEach(countDown);
  offerWhatCanBeDone(place.querySelector('[data-status]'));
  [...place.querySelectorAll('[data-type] strong')].slice(before).forEach(event => say(event.textContent));
}

function tick() {
  if (!document.hidden) {
    document.querySelectorAll('[data-live]').forEach(renew);
  }
  document.querySelectorAll('[data-until]').forEach(countDown);
}

// A second click ends the navigation of the first, and with it goes the cookie by which the broker knows this browser: the
// merchant would read that the link was used. Longer than a launch can take: 5 s, and 3 s more where the store hangs.
let followed = new WeakMap();
document.addEventListener('click', event => {
  const link = event.target.closest('a[data-once]');
  if (!link) {
    return;
  }
  if (event.timeStamp - (followed.get(link) ?? -Infinity) < LAUNCH) {
    event.preventDefault();
  } else {
    followed.set(link, event.timeStamp);
  }
});
addEventListener('pageshow', () => { followed = new WeakMap(); });

// a page that is being left ends its questions: that is no silence of the broker's
let leaving = false;
addEventListener('pagehide', () => { leaving = true; });
addEventListener('pageshow', () => { leaving = false; });

document.querySelectorAll('[data-until]').forEach(countDown);
setInterval(tick, EVERY);
