attachment-in-tmp-received = A received attachment lies in a folder for temporary files: { $path }
attachment-in-tmp-why = Messages keeps what it receives elsewhere. Attachments of messages that attacked phones have been seen in this folder, with this ending.
attachment-in-tmp-innocent =
    - A transfer that was interrupted leaves its file where it arrived.
attachment-in-tmp-next =
    - Look at who sent it, and do not delete the message.
    - Look for crashes of Messages at that time in a sysdiagnose.
