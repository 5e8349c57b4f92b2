// Puts header, steps and footer around a sample page, and joins labels to inputs, so that the pages hold only what differs.
const body = document.body, step = Number(body.dataset.step ?? 0);
const STEPS = ["申込担当者・申込理由", "事業所等", "利用者コード", "回線・論理端末", "工事・料金・請求", "確認・登録"];
const WORD = { done: "完了", doing: "入力中", error: "確認が必要", todo: "未着手", locked: "まだ始められません" };
const stateOf = (i) => (i === step && body.dataset.state) || (i < step ? "done" : i === step ? "doing" : i === STEPS.length ? "locked" : "todo");
body.insertAdjacentHTML("afterbegin", `<a class="app-skip-link" href="#main">本文へ移動</a>
<header class="app-header"><div class="app-header__inner"><a class="app-header__name" href="../index.html">NSS <span class="app-header__sub">NACCS利用申込</span></a>
${body.dataset.account === undefined ? "" : `<div class="app-header__account"><span class="app-header__who">ナックスシステム株式会社　混載 一郎 様</span>
<span class="app-header__expiry">申込期限 11月23日（月）10:15</span> <button type="button" class="app-link-button">ログアウト</button></div>`}</div></header>`);
if (step) document.querySelector(".app-layout__side").innerHTML = `<nav class="app-steps" aria-label="申込の手順"><p class="app-visually-hidden">全${STEPS.length}手順中${step}番目</p><ol class="app-steps__list">` +
  STEPS.map((name, at) => { const i = at + 1, state = stateOf(i); const inside = `<span class="app-steps__name">${name}</span> <span class="app-steps__state">${WORD[state]}</span>`;
    return `<li class="app-steps__item" data-state="${state}">${state === "locked" ? `<span class="app-steps__link" aria-disabled="true">${inside}</span>` : `<a class="app-steps__link" href="#"${i === step ? ' aria-current="step"' : ""}>${inside}</a>`}</li>`; }).join("") +
  `</ol><a class="app-steps__all" href="tasks.html">申込の全体を見る</a></nav><p class="app-save-status" role="status" data-state="saved">10:42 保存しました</p>`;
body.insertAdjacentHTML("beforeend", `<footer class="app-footer"><div class="app-footer__inner"><div class="app-contact"><h2 class="app-contact__title">お問い合わせ</h2>
<p><span class="app-contact__phone">0120-000-000</span>平日 9:00〜17:00　<a href="#">support@example.jp</a></p></div>
<ul class="app-footer__links"><li><a href="#">システム利用規程</a></li><li><a href="#">個人情報の取扱い</a></li><li><a href="#">アクセシビリティ</a></li></ul>
<p class="app-footer__note">このシステムは独立した実装であり、NACCSセンターのサービスではありません。</p></div></footer>`);
document.querySelectorAll(".app-field").forEach((field, i) => {
  const input = field.querySelector(".app-input"), label = field.querySelector("label.app-field__label");
  if (input && label && !input.id) { input.id = `f${i}`; label.htmlFor = input.id; }
});
