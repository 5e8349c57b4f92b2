// Development only. Asks the server whether style/ changed, and swaps the stylesheet under the open page: nothing is
// loaded anew, so what is typed stays. A newly built page is loaded.
let [style, page] = ['', ''];

function swap(version) {
  const old = document.querySelectorAll('link[rel=stylesheet]');
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/dev/style/index.css?${version}`;
  link.onload = () => old.forEach((sheet) => sheet.remove());
  link.onerror = () => link.remove();
  document.head.append(link);
}

for (;;) {
  try {
    const reply = await fetch(`/dev/changes?${style}.${page}`);
    if (!reply.ok) throw new Error(reply.statusText);
    const [nowStyle, nowPage] = (await reply.text()).split('.');
    if (page && nowPage !== page && nowPage !== '0') location.reload();
    if (nowStyle !== style) swap(nowStyle);
    [style, page] = [nowStyle, nowPage];
  } catch {
    // The server is being built anew.
    await new Promise((again) => setTimeout(again, 500));
  }
}
