// node form.mjs ADDRESS CHROMIUM FOLDER: a clerk without scripts asks for money from nothing to a patch, with a wrong answer in
// between, then registers a system; every screen on the way is held to the rules of accessibility on a desk and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [address, executablePath, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];
const fault = (...words) => { faults.push(words.join(' ')); console.log('FAULT', ...words); };
const expect = (truth, what) => { if (!truth) fault('the clerk:', what); };
const timeout = 240_000;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
// What is looked at must run a script of its own, which the clerk's browser may not: it is opened a second time.
const eyes = [];
for (const width of [1280, 390]) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'zh-CN' });
  eyes.push([width, await context.newPage()]);
}
let seen = 0;
async function look(page, lang) {
  const at = new URL(page.url());
  at.searchParams.set('lang', lang);
  for (const [width, eye] of eyes) {
    await eye.goto(at.href, { timeout });
    const wide = await eye.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) fault(at.pathname, lang, width, 'is', wide, 'wide');
    await eye.evaluate(axe);
    const { violations } = await eye.evaluate(() => window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
    for (const one of violations) fault(at.pathname, lang, width, one.impact, one.id, one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | '));
    const done = await eye.evaluate(() => document.querySelector('main').textContent.includes('完成'));
    if (done && !at.pathname.endsWith('/check')) fault(at.pathname, 'says 完成 before anything is submitted');
    await eye.screenshot({ path: `${folder}/form-${seen}-${width}.png`, fullPage: true });
    seen += 1;
  }
}

const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', acceptDownloads: true, viewport: { width: 1280, height: 844 } });
const page = await plain.newPage();
page.setDefaultTimeout(timeout);
page.on('request', request => { if (!request.url().startsWith(address)) fault('a request to', request.url()); });
const started = Date.now();
let screens = 0;
const press = async what => { await page.click(what); screens += 1; };

// A request: the unit, the system, who asks and why, the expenses.
await page.goto(`${address}/write?lang=zh`, { timeout });
await look(page, 'zh');
await page.selectOption('#unit', 'education-commission');
await press('form.filters button');
await look(page, 'zh');
const system = await page.$eval('#request-system option', option => option.value);
await page.fill('#request-year', '2028');
await press('button[value=request]');
await look(page, 'zh');
const draft = page.url().split('/ask/')[0];
await page.fill('#f-need', '保障平台全年稳定运行。\n第二行：“引号”与 # 号');
await press('button[value=next]');
await look(page, 'zh');
await page.click('button[value="add:/items"]');
await page.selectOption('#f-items-0-category', { index: 1 });
await page.fill('#f-items-0-amount', '大约三十万');
await press('button[value=next]');
expect((await page.title()).startsWith('有误：'), 'a wrong answer is not told in the title');
expect(await page.inputValue('#f-items-0-amount') === '大约三十万', 'the wrong answer is lost');
await look(page, 'zh');
await look(page, 'en');
await page.click('.errors a');
expect(new URL(page.url()).hash === '#f-items-0-amount', 'the summary leads elsewhere');
await page.fill('#f-items-0-amount', '30万元');
await press('button[value=next]');
expect(page.url().split('?')[0] === draft, 'a right answer does not lead on');
await look(page, 'zh');
await look(page, 'en');
await press('a.go');
const told = await page.textContent('main');
expect(told.includes('30.0 万元') && told.includes('要做'), 'what would come of it is not told');
await look(page, 'zh');
await look(page, 'en');
await press('a.go');
await look(page, 'zh');
await look(page, 'en');
const [patch] = await Promise.all([page.waitForEvent('download'), page.click('a[href*="/patch"]')]);
await patch.saveAs(`${folder}/form.patch`);
// The wrong answer costs one.
expect(screens <= 7, `it took ${screens} screens`);
console.log(`a request for ${system}: ${screens} screens, ${Date.now() - started} ms`);
// Another browser finds it all by the link.
const again = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await again.goto(`${draft}/ask/items?lang=zh`, { timeout });
expect(await again.inputValue('#f-items-0-amount') === '300000', 'the link finds nothing');

// A system, with a list within a list.
await page.goto(`${address}/write?lang=zh&unit=education-commission`);
await page.click('summary:has-text("登记新系统")');
await page.fill('#system-name', '智慧校园综合平台');
await page.click('button[value=system]');
await page.selectOption('#f-status', 'operating');
await page.fill('#f-operating-since', '2026.3.1');
await look(page, 'zh');
await page.click('button[value=next]');
await page.click('.tasks a:has-text("数据")');
await page.click('button[value="add:/data/resources"]');
await page.fill('#f-data-resources-0-name', '学生基本信息');
await page.selectOption('#f-data-resources-0-sharing', 'conditional');
await page.click('button[value=next]');
await look(page, 'zh');
expect((await page.textContent('.errors')).includes('conditions'), 'the condition is not asked for');
await page.fill('#f-data-resources-0-conditions', '经同意');
await page.click('button[value=next]');
await page.click('a.go');
await look(page, 'zh');
expect((await page.textContent('main')).includes('2026-03-01'), 'the day is lost');

// What is there is changed.
await page.goto(`${address}/write?lang=zh&unit=health-commission`);
await page.click('summary:has-text("修改一个系统的登记")');
await page.selectOption('#change-system', 'health-commission/health-platform');
await page.click('button[value=change]');
await page.click('.tasks a:has-text("数据")');
await look(page, 'zh');
await page.fill('#f-data-resources-1-name', '医疗机构名录（新）');
await page.click('button[value=next]');
await page.click('a.go');
await look(page, 'zh');
await page.click('a.go');
const [change] = await Promise.all([page.waitForEvent('download'), page.click('a[href*="/patch"]')]);
await change.saveAs(`${folder}/change.patch`);
const lines = readFileSync(`${folder}/change.patch`, 'utf8').split('\n').filter(line => /^[+-][^+-]/.test(line));
expect(lines.length === 2, `a change of one field changes ${lines.length} lines`);

await browser.close();
console.log(`${seen} screens of the form looked at, ${faults.length} faults`);
process.exit(faults.length || seen < 30 ? 1 : 0);
