// Draws every control in every state from one list, so that none is forgotten. The markup is that of style/README.md.
const SAMPLES = [
  { kind: "text", label: "事業所名", hint: "特に事業所がない場合は「本社」と入力してください。全角70文字以内。", value: "本社", error: "事業所名を入力してください", changed: "全角にしました" },
  { kind: "long_text", label: "申込理由", hint: "240文字以内で入力してください。", value: "通関業許可の取得予定（12月1日）に伴い、輸出入申告業務を開始するため。", error: "申込理由は240文字以内で入力してください（いま252文字です）", counter: "36／240文字", over: "252／240文字　12文字超過しています" },
  { kind: "choice", label: "回線種別", hint: "回線は「専用線」と「ブロードバンド」があります。", options: ["専用線接続", "ブロードバンド"], error: "回線種別を選んでください", reason: "専用線の0.5Mbpsでは選べません。1Mbps以上を選ぶと申し込めます。" },
  { kind: "choices", label: "業種", hint: "シングルサインオンを使う場合は、対象の業種をすべて選んでください。", options: ["通関業", "混載業", "海貨業"], error: "業種を1つ以上選んでください", reason: "この業種はシングルサインオンの対象外です。IDを分けると申し込めます。" },
  { kind: "select", label: "都道府県", hint: "事業所の所在地を選んでください。", options: ["東京都", "神奈川県", "愛知県"], value: "神奈川県", error: "都道府県を選んでください" },
  { kind: "postcode", label: "郵便番号", hint: "数字7桁（例：1000001）。7桁目で住所を表示します。", value: "2120013", button: "反映", error: "郵便番号は7桁の数字で入力してください（例：1000001）", good: "住所を入力しました：神奈川県川崎市幸区堀川町", changed: "半角にしました" },
  { kind: "phone", label: "電話番号", hint: "10桁または11桁の数字（例：0312345678）", value: "0445551234", error: "電話番号は10桁または11桁の数字で入力してください", changed: "ハイフンを取りました" },
  { kind: "email", label: "E-mailアドレス", hint: "半角英数字と記号（例：konsai.ichiro@example.co.jp）", value: "konsai.ichiro@example.co.jp", error: "E-mailアドレスに「@」を1つ入れてください", changed: "半角にしました" },
  { kind: "date", label: "利用開始希望日", hint: "標準日数は60営業日です。いま申し込む場合、最短は2027年2月22日（月）です。", value: "2027/02/22", echo: "2027年2月22日（月）令和9年", error: "2027年2月30日はありません。実在する日付を入力してください", warning: "標準日数（60営業日）より前の日付です。ご希望に添えない場合があります。", good: "標準日数を満たしています" },
  { kind: "number", label: "論理端末数", hint: "1以上の数字を入力してください。", value: "3", unit: "台", error: "論理端末数は1以上の数字で入力してください" },
  { kind: "code", label: "事業所コード", hint: "半角英数字6桁（例：NAX001）", value: "NAX001", error: "事業所コードは半角英数字6桁で入力してください", changed: "大文字にしました" },
  { kind: "password", label: "パスワード", hint: "メールで届いた8桁の英大文字と数字です。", value: "8A8A8A8A", error: "ログインIDまたはパスワードを確かめて、もう一度入力してください" },
  { kind: "check", label: "セキュリティ対策", hint: "管理責任者には、ウイルス対策などのセキュリティ対策を講じていただきます。", option: "上記を確認しました。", error: "内容を確認して、チェックをしてください" },
  { kind: "file", label: "システム構成図", hint: "PDF、XLSX、DOCX、PPTX、PNG、JPEG。1件10MBまで、3件まで。", error: "システム構成図を添付してください" },
];
const LONG = "「ａｂ①」は使えません。登録されている正式な名称を、全角の漢字・ひらがな・カタカナ・英数字で、70文字以内で入力してください。㈱は「株式会社」と入力できます。";
const LOCKED = "利用者コードの処理方式がすべてインタラクティブのため、入力できません。SMTP／POP3のIDを追加すると入力できます。";
const STATES = [["空", {}], ["入力済み", { filled: 1 }], ["ヒント", { hint: 1 }], ["フォーカス", { focus: 1, hint: 1 }], ["エラー", { error: 1, filled: 1 }],
  ["長いエラー", { error: 2, hint: 1, filled: 1 }], ["注意・変換の知らせ", { told: 1, filled: 1, hint: 1 }], ["ロック（理由つき）", { locked: 1 }]];

let serial = 0;
function field(f, s) {
  const id = `g${++serial}`, group = f.kind === "choice" || f.kind === "choices";
  const invalid = s.error ? ' aria-invalid="true"' : "", focus = s.focus ? " data-focus" : "";
  const says = [s.hint && f.hint && `${id}-hint`, s.error && `${id}-error`].filter(Boolean).join(" ");
  const described = says ? ` aria-describedby="${says}"` : "";
  const need = f.kind === "long_text" || f.kind === "code" ? '<span class="app-field__need" data-need="optional">※任意</span>' : '<span class="app-field__need">※必須</span>';
  const attributes = `class="app-input" id="${id}"${invalid}${focus}${described}`;
  const value = s.filled ? f.value ?? "" : "";
  const radio = (text, i) => {
    const locked = s.locked && i === 1, type = f.kind === "choice" ? "radio" : "checkbox";
    return `<label class="app-choice"${locked ? " data-locked" : ""}><input type="${type}" name="${id}" class="app-choice__input"${i === 0 && s.filled ? " checked" : ""}${i === 0 ? invalid + focus : ""}` +
      `${locked ? ` aria-disabled="true" aria-describedby="${id}-reason"` : ""}> <span class="app-choice__label">${text}${locked ? `<span class="app-choice__reason" id="${id}-reason">${f.reason}</span>` : ""}</span></label>`;
  };
  const control = {
    long_text: () => `<textarea ${attributes}>${s.error === 1 ? value.repeat(7) : value}</textarea>`,
    choice: () => `<div class="app-choices">${f.options.map(radio).join("")}</div>`,
    choices: () => `<div class="app-choices">${f.options.map(radio).join("")}</div>`,
    check: () => `<label class="app-choice"><input type="checkbox" class="app-choice__input" id="${id}"${invalid}${focus}${s.filled && !s.error ? " checked" : ""}> <span class="app-choice__label">${f.option} ${need}</span></label>`,
    select: () => `<span class="app-select"><select ${attributes}><option>${s.filled ? f.value : "選んでください"}</option>${f.options.map((o) => `<option>${o}</option>`).join("")}</select></span>`,
    file: () => `<div class="app-files"><label class="app-button" for="${id}"${focus}>ファイルを選択</label><p class="app-files__room">あと3件添付できます。ここにファイルをドラッグして添付することもできます。</p><input type="file" multiple class="app-files__input" id="${id}"></div>${s.filled ? '<ul class="app-files__list"><li class="app-files__item"><span class="app-files__name"><a href="#file">システム構成図.pdf</a></span><span class="app-files__size">1.2 MB</span><span class="app-status" data-state="done">添付済み</span><button type="button" class="app-link-button">削除</button></li><li class="app-files__item"><span class="app-files__name">配線図.xlsx</span><span class="app-files__size">340 kB</span><progress class="app-files__progress" max="100" value="40" aria-label="「配線図.xlsx」の送信"></progress><span class="app-status" data-state="doing">送信中</span><button type="button" class="app-link-button">中止</button></li><li class="app-files__item"><span class="app-files__name">写真.jpg</span><span class="app-files__size">2.1 MB</span><button type="button" class="app-link-button">もう一度送る</button><button type="button" class="app-link-button">中止</button><div class="app-files__faults"><div class="app-field__error">＊サーバに接続できません。通信の状態を確認して、もう一度お試しください。</div></div></li></ul>' : ""}`,
  }[f.kind] ?? (() => {
    const input = `<input ${attributes}${f.kind === "password" ? ' type="password"' : ""} value="${value}">`;
    if (f.button) return `<div class="app-field__control">${input}<button type="button" class="app-button" data-size="small">${f.button}</button></div>`;
    return f.unit ? `<div class="app-field__control">${input}<span class="app-field__unit">${f.unit}</span></div>` : input;
  });
  const blocked = s.locked && !group && f.kind !== "check";
  const body = blocked ? `<div class="app-locked" id="${id}">入力できません<span class="app-locked__reason">${LOCKED}</span></div>` : control();
  const over = s.error === 1 && f.over;
  const inside = [
    f.kind === "check" ? "" : group ? `<legend class="app-field__label">${f.label} ${need}</legend>` : `<label class="app-field__label" for="${id}">${f.label} ${need}</label>`,
    s.hint && f.hint ? `<div class="app-field__hint" id="${id}-hint">${f.hint}</div>` : "",
    body,
    s.filled && !s.error && f.echo ? `<div class="app-field__echo">${f.echo}</div>` : "",
    s.told && f.good ? `<div class="app-field__good">${f.good}</div>` : "",
    s.error ? `<div class="app-field__error" id="${id}-error">＊${s.error === 2 && !group ? LONG : f.error}</div>` : "",
    s.told && f.warning ? `<div class="app-field__warning">${f.warning}</div>` : "",
    f.counter && !blocked ? `<div class="app-field__counter"${over ? ' data-state="over"' : ""}>${over || (s.filled ? f.counter : "0／240文字")}</div>` : "",
    s.told && f.changed ? `<div class="app-field__changed">${f.changed} <button type="button" class="app-link-button">元に戻す</button></div>` : "",
  ].join("");
  const state = s.error ? ' data-state="error"' : s.told && f.warning ? ' data-state="warning"' : "";
  return group ? `<fieldset class="app-field" data-kind="${f.kind}"${state}>${inside}</fieldset>` : `<div class="app-field" data-kind="${f.kind}"${state}>${inside}</div>`;
}

document.querySelector("#controls").innerHTML = SAMPLES.map((f) => `<section id="${f.kind}"><h2 class="gallery__name">${f.label}　${f.kind}</h2>
  <p class="gallery__file">control/${f.kind}.css</p><div class="gallery__states">${STATES.filter(([, s]) => !(s.locked && f.kind === "check") && !(s.told && !(f.changed || f.warning || f.good)))
  .map(([name, s]) => `<div><p class="gallery__state">${name}</p>${field(f, s)}</div>`).join("")}</div></section>`).join("");
document.querySelector("#index-controls").innerHTML = SAMPLES.map((f) => `<li><a href="#${f.kind}">${f.kind}</a></li>`).join("");
document.querySelector("#index-parts").innerHTML = [...document.querySelectorAll("#parts > section")].map((s) => `<li><a href="#${s.id}">${s.id}</a></li>`).join("");
const COLOURS = ["text", "text-quiet", "link", "link-visited", "accent", "accent-hover", "accent-surface", "accent-border", "surface-sunken", "surface-locked", "border", "border-strong",
  "border-control", "error", "error-surface", "warning", "warning-surface", "success", "success-surface", "header-line", "focus", "focus-gap"];
document.querySelector("#colours").innerHTML = COLOURS.map((c) => `<div><i></i>--${c}</div>`).join("");
document.querySelectorAll("#colours i").forEach((box, i) => { box.style.background = `var(--${COLOURS[i]})`; });
