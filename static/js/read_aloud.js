// "Read my day to me": the browser's own voice, on every page with a button [data-read] (templates/components/
// read_aloud.html). The attribute selects what is read, in the order of the page. Nothing leaves the device.
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !("SpeechSynthesisUtterance" in window)) return;
  const APART = "p, h1, h2, h3, li, div, section, ul, ol, .at, .tag, .now-label > *";
  const SILENT = "svg, s, button, nav, .cloth, .now-line, .no-read, [hidden], [aria-hidden='true']";
  const LATE_VOICES_MS = 2000;

  // How a clock time is said: grammar of the four languages, for voices spell "10:00" out sign by sign.
  const ORDINALS = {
    pl: "północ pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta jedenasta dwunasta trzynasta czternasta piętnasta szesnasta siedemnasta osiemnasta dziewiętnasta dwudziesta dwudziesta_pierwsza dwudziesta_druga dwudziesta_trzecia".split(" "),
    ar: "الثانية_عشرة الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الحادية_عشرة".split(" "),
  };
  const plain = (word) => word.replace("_", " ");
  const slavic = (number, one, few, many) =>
    number % 10 === 1 && number % 100 !== 11 ? one
      : [2, 3, 4].includes(number % 10) && ![12, 13, 14].includes(number % 100) ? few : many;
  const partOfDay = (hour) => (hour < 12 ? "صباحًا" : hour === 12 ? "ظهرًا" : hour < 18 ? "بعد الظهر" : "مساءً");
  const arabicMinutes = (minutes) => {
    if (minutes === 0) return "";
    if (minutes === 15) return " والربع";
    if (minutes === 30) return " والنصف";
    if (minutes === 1) return " ودقيقة";
    if (minutes === 2) return " ودقيقتان";
    return ` و${minutes} ${minutes <= 10 ? "دقائق" : "دقيقة"}`;
  };
  const TIMES = {
    en: (hour, minutes) => {
      if (!minutes && hour % 12 === 0) return hour ? "12 noon" : "midnight";
      return `${hour % 12 || 12}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""} ${hour < 12 ? "a.m." : "p.m."}`;
    },
    pl: (hour, minutes) => {
      if (!minutes) return hour ? `godzina ${plain(ORDINALS.pl[hour])}` : "północ";
      const said = minutes < 10 ? `zero ${minutes}` : minutes;
      return `godzina ${hour ? plain(ORDINALS.pl[hour]) : "zero"} ${said}`;
    },
    ar: (hour, minutes) => {
      if (!minutes && !hour) return "منتصف الليل";
      return `الساعة ${plain(ORDINALS.ar[hour % 12])}${arabicMinutes(minutes)} ${partOfDay(hour)}`;
    },
    ru: (hour, minutes) => {
      if (!minutes && !hour) return "полночь";
      const said = `${hour} ${slavic(hour, "час", "часа", "часов")}`;
      return minutes ? `${said} ${minutes} ${slavic(minutes, "минута", "минуты", "минут")}` : said;
    },
  };
  // "Until" takes another case.
  const genitive = (word) => word.replace(/ga$/, "giej").replace(/a$/, "ej");
  const AFTER_UNTIL = {
    pl: (text) => text
      .replace(/do godzina (\p{L}+)( \p{L}+a(?!\p{L}))?/gu, (_, one, two = "") => `do godziny ${genitive(one)}${genitive(two)}`)
      .replace(/do północ(?!\p{L})/gu, "do północy"),
    ru: (text) => text
      .replace(/до (\d+) (часа?)(?!\p{L})/gu, (_, hours, word) => `до ${hours} ${word === "час" ? "часа" : "часов"}`)
      .replace(/до полночь/gu, "до полуночи"),
  };
  const withTimes = (text, lang) => {
    const say = (_, hour, minutes) => (TIMES[lang] ?? TIMES.en)(+hour, +minutes);
    const said = text.replace(/(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/g, say);
    return AFTER_UNTIL[lang] ? AFTER_UNTIL[lang](said) : said;
  };

  const langOf = (node) => (node.parentElement.closest("[lang]")?.lang || "en").split("-")[0];

  // What an element says, as runs of one language each; blocks are parted by a comma, where the voice takes a breath.
  const said = (element) => {
    const runs = [];
    let apart = false;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = node.data.replace(/\s+/g, " ");
        if (!text.trim()) {
          if (runs.length && !apart) runs.at(-1).text += " ";
          return;
        }
        const lang = langOf(node);
        const comma = runs.at(-1)?.lang === "ar" ? "، " : ", ";
        if (apart && runs.length) runs.at(-1).text = `${runs.at(-1).text.trimEnd()}${comma}`;
        apart = false;
        if (runs.at(-1)?.lang === lang) runs.at(-1).text += text;
        else runs.push({ lang, text });
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return;
      if (node.matches(APART)) apart = true;
      node.childNodes.forEach(walk);
      if (node.matches(APART)) apart = true;
    };
    walk(element);
    return runs
      .map(({ lang, text }) => ({ lang, text: withTimes(text.replace(/\s*·\s*/g, lang === "ar" ? "، " : ", "), lang).replace(/\s+/g, " ").trim() }))
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  };

  // Voices come late: the first question is often answered with none.
  const voices = () => new Promise((answer) => {
    const found = speech.getVoices();
    if (found.length) return answer(found);
    const late = () => answer(speech.getVoices());
    speech.addEventListener("voiceschanged", late, { once: true });
    setTimeout(late, LATE_VOICES_MS);
  });
  const voiceOf = (found, lang) => {
    const own = found.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
    // One that lives on the device tells nobody what it reads.
    return own.find((voice) => voice.localService && voice.default) ?? own.find((voice) => voice.localService) ?? own[0];
  };

  for (const button of document.querySelectorAll("[data-read]")) {
    const label = button.querySelector("[data-label]") ?? button;
    const first = label.textContent;
    const told = button.parentElement.querySelector("[data-read-told]");
    let reading = 0;
    const show = (on) => {
      button.setAttribute("aria-pressed", String(on));
      if (button.dataset.stop) label.textContent = on ? button.dataset.stop : first;
    };
    const stop = () => {
      reading = 0;
      speech.cancel();
      show(false);
    };
    const tell = (words) => {
      if (!told) return;
      told.textContent = words;
      told.hidden = !words;
    };
    const read = async () => {
      const mine = (reading = performance.now());
      tell("");
      show(true);
      const lang = langOf(button.firstChild);
      const found = await voices();
      if (reading !== mine) return;
      const own = voiceOf(found, lang);
      if (!own) {
        stop();
        tell(button.dataset.none ?? "");
        return;
      }
      speech.cancel();
      const parts = [...document.querySelectorAll(button.dataset.read)].filter((one) => !one.closest("[data-read-not]"));
      const runs = parts.flatMap(said).map((run) => {
        const voice = voiceOf(found, run.lang);
        if (voice) return { ...run, voice };
        // A wrong voice would make noise of it: what it is is said instead.
        const name = new Intl.DisplayNames([lang], { type: "language" }).of(run.lang);
        return { lang, voice: own, text: (button.dataset.foreign ?? "{language}").replace("{language}", name) };
      });
      runs.forEach(({ text, voice }, number) => {
        const words = new SpeechSynthesisUtterance(text);
        words.lang = voice.lang;
        words.voice = voice;
        if (number === runs.length - 1) words.onend = words.onerror = () => reading === mine && stop();
        speech.speak(words);
      });
      if (!runs.length) stop();
    };
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => (reading ? stop() : read()));
    // Nobody is read to behind a page they left: on a shared tablet the next one would hear it.
    window.addEventListener("pagehide", stop);
    document.addEventListener("visibilitychange", () => document.hidden && reading && stop());
  }
})();
