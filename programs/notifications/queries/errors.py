"""What went wrong with a mail, from the class of the error: its own text may hold an address."""

ABOUT_ONE_ADDRESS = (  # the same stand in the function app.mail_oldest (migration 0004)
    "SMTPRecipientsRefused",
    "AnymailRecipientsRefused",
    "AnymailInvalidAddress",
)
WORDS = {
    "SMTPServerDisconnected": "The mail server hung up, or did not answer in time",
    "SMTPConnectError": "The mail server is not there",
    "SMTPHeloError": "The mail server did not greet back",
    "SMTPAuthenticationError": "The mail server refused our sign-in",
    "SMTPSenderRefused": "The mail server refused our address",
    "SMTPDataError": "The mail server refused the message",
    "SMTPNotSupportedError": "The mail server can’t do what it is asked for",
    "SMTPRecipientsRefused": "The mail server refused their address",
    "AnymailRecipientsRefused": "The mail provider refused their address",
    "AnymailInvalidAddress": "Their address can’t be written to",
    "AnymailAPIError": "The mail provider refused the message",
    "AnymailRequestsAPIError": "The mail provider refused the message",
    "AnymailConfigurationError": "The mail provider is not set up",
    "ConnectTimeout": "The mail provider did not answer in time",
    "ReadTimeout": "The mail provider did not answer in time",
    "TimeoutError": "The mail server did not answer in time",
    "ConnectionRefusedError": "Nobody listens at the mail server’s address",
    "ConnectionResetError": "The mail server hung up",
    "BrokenPipeError": "The mail server hung up",
    "gaierror": "The mail server’s name is not known",
    "SSLError": "No safe connection to the mail server",
    "SSLCertVerificationError": "The mail server’s certificate is not right",
    "OSError": "The mail server can’t be reached",
}


def error_in_words(name: str) -> str:
    """What an administrator can make something of; what the table does not know is the portal's own mistake."""
    return WORDS.get(name, "The portal could not write it") if name else ""
