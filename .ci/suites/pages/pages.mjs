// node pages.mjs ADDRESS CHROMIUM FOLDER: reads every kind of page in both languages on a desk and on a phone.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [address, executablePath, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const day = 'on=2026-12-01';
const faults = [];
const fault = (...words) => { faults.push(words.join(' ')); console.log('FAULT', ...words); };

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const timeout = 240_000;

// What is read: each kind of page, and some of each.
async function paths() {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const found = ['/', '/systems', '/systems?q=%E5%81%A5%E5%BA%B7', '/systems?verdict=ineligible&sort=amount', '/projects', '/units', '/years/2026',
    '/years/2027', '/years/2027?verdict=pending', '/data', '/compare', '/compare?from=main~1&to=main', '/review/main..proposal', '/rules', '/due', '/due?within=30', '/nowhere', '/?on=x'];
  for (const [list, most] of [['/systems', 3], ['/projects', 3], ['/units', 3], ['/rules', 3]]) {
    await page.goto(`${address}${list}?${day}`, { timeout });
    const links = await page.$$eval('main tbody th a', all => all.map(a => new URL(a.href).pathname));
    if (!links.length) fault(list, 'has no rows');
    const step = Math.max(1, Math.floor(links.length / most));
    found.push(...links.filter((_, at) => at % step === 0).slice(0, most));
  }
  await context.close();
  return found;
}

async function read(path, lang, width, page, messages) {
  const url = `${address}${path}${path.includes('?') ? '&' : '?'}${path.includes('on=') ? '' : day + '&'}lang=${lang}`;
  messages.length = 0;
  await page.goto(url, { timeout });
  const at = `${path} ${lang} ${width}`;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) fault(at, 'is', wide, 'wide');
  const outside = await page.evaluate(width => [...document.querySelectorAll('svg text')]
    .filter(text => { const box = text.getBoundingClientRect(); return box.left < -1 || box.right > width + 1; }).length, width);
  if (outside) fault(at, outside, 'labels are cut');
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  for (const one of violations) fault(at, one.impact, one.id, one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | '));
  // A page that isn't there is told by its status; Chromium says so on the console.
  for (const message of messages.filter(text => !/status of 4\d\d/.test(text))) fault(at, 'says', message);
}

// Another day is judged once; a build without optimizations takes its time.
for (let tries = 0; tries < 60; tries += 1) {
  const answer = await fetch(`${address}/?${day}`).catch(() => undefined);
  if (answer?.status === 200) break;
  await new Promise(done => setTimeout(done, 3000));
}
const all = await paths();
let read_ = 0;
for (const width of [1280, 390]) {
  for (const lang of ['zh', 'en']) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, locale: lang === 'zh' ? 'zh-CN' : 'en-US', bypassCSP: false });
    const page = await context.newPage();
    const messages = [];
    page.on('console', message => messages.push(message.text()));
    page.on('pageerror', error => messages.push(String(error)));
    page.on('dialog', dialog => { messages.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('request', request => { if (!request.url().startsWith(address)) fault('a request to', request.url()); });
    for (const path of all) { await read(path, lang, width, page, messages); read_ += 1; }
    await context.close();
  }
}

// Without scripts: search, filter, down to an article in three clicks, another language and day, files, paper.
const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', acceptDownloads: true });
const page = await plain.newPage();
page.setDefaultTimeout(timeout);
const expect = (truth, what) => { if (!truth) fault('without scripts:', what); };
await page.goto(`${address}/?${day}`, { timeout });
await page.fill('#search', '健康信息');
await page.click('form[role=search] button');
expect(page.url().includes(day), 'searching loses the day');
await page.click('text=全民健康信息平台');
expect((await page.textContent('main')).includes('不符合'), 'the verdict is not told');
await page.click('.group.unmet a[href*="#article-"]');
expect(new URL(page.url()).hash.startsWith('#article-'), 'no way to the article');
await page.goto(`${address}/systems/health-commission/health-platform?${day}`);
await page.pdf({ path: `${folder}/decision.pdf`, format: 'A4' });
expect(statSync(`${folder}/decision.pdf`).size > 10_000, 'nothing on paper');
await page.click('a.switch');
expect((await page.textContent('main')).includes('ineligible') && page.url().includes(day), 'switching the language loses something');
await page.goto(`${address}/years/2027?${day}`);
await page.selectOption('#verdict', 'ineligible');
await page.click('form.filters button');
const rows = (await page.$$('main section, main tbody tr')).length;
expect(rows > 0 && page.url().includes('verdict=ineligible'), 'the filter does nothing');
const [download] = await Promise.all([page.waitForEvent('download'), page.click('footer a:has-text("XLSX")')]);
await download.saveAs(`${folder}/year.xlsx`);
expect(readFileSync(`${folder}/year.xlsx`).subarray(0, 2).toString() === 'PK', 'the workbook is none');
await page.fill('#on', '2026-12-15');
await page.click('form.days button');
expect(page.url().includes('on=2026-12-15') && page.url().includes('verdict=ineligible'), 'another day loses the filter');

// Two times compared, three clicks from the first page.
await page.goto(`${address}/?${day}&lang=zh`, { timeout });
await page.click('form.days a[href^="/compare"]');
await page.fill('#from', 'main~1');
await page.fill('#to', 'main');
await page.click('form.filters button');
expect((await page.textContent('main')).includes('1.0 万元'), 'the comparison tells no fact');

// Files: searched from the disk, in both languages, without asking anybody.
for (const [start, within] of [['index.html', 'systems/'], ['en/units/health-commission.html', 'en/systems/']]) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const file = await context.newPage();
  file.on('console', message => fault('the search says', message.text()));
  file.on('pageerror', error => fault('the search fails:', String(error)));
  await file.goto(`file://${folder}/site/${start}`, { timeout });
  await file.fill('#search', '健康');
  const link = file.locator('#finder li a', { hasText: '全民健康信息平台' }).first();
  await link.waitFor({ timeout });
  await file.evaluate(axe);
  const { violations } = await file.evaluate(() => window.axe.run(document, {
    preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  for (const one of violations) fault('search', start, one.impact, one.id, one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | '));
  await link.click();
  await file.waitForLoadState();
  if (!file.url().includes(`/site/${within}`)) fault('the search leads to', file.url());
  if (!(await file.textContent('h1')).includes('健康')) fault('the search finds something else');
  await context.close();
}

await browser.close();
console.log(`${read_} pages read, ${faults.length} faults`);
process.exit(faults.length || read_ < 100 ? 1 : 0);
