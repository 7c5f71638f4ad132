"""What every mail says around its own words, by language."""

from portal.languages import ENGLISH

EMAIL_WORDS = {
    ENGLISH: {
        "copy_address": "If the button does not work, copy this address:",
        "never_hold": "Mails never hold notes, topics or answers.",
        "who_can_see": "Who can see what",
    },
    "de": {
        "copy_address": "Falls der Knopf nicht funktioniert, kopieren Sie diese Adresse:",
        "never_hold": "Mails enthalten nie Notizen, Themen oder Antworten.",
        "who_can_see": "Wer was sehen kann",
    },
    "pt": {
        "copy_address": "Se o botão não funcionar, copie este endereço:",
        "never_hold": "Os e-mails nunca contêm notas, temas nem respostas.",
        "who_can_see": "Quem pode ver o quê",
    },
}
