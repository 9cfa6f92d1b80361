using Kernel.Changes;
using Microsoft.Extensions.DependencyInjection;

namespace Access.Tests;

/// <summary>Holds each operation that succeeds against the change feed: it leaves a change there, or a reason stands here.</summary>
internal static class Feed
{
    /// <summary>What partners do not follow.</summary>
    private static readonly Dictionary<string, string> Unfollowed = new()
    {
        ["ReplayParkedMessage"] = "Operations' own; what the message then changes is in the feed.",
        ["DiscardParkedMessage"] = "Operations' own.",
        ["AddContact"] = "Contacts are personal data, and who reads them changes with agreements. They are read when they are needed.",
        ["EditContact"] = "The same.",
        ["RemoveContact"] = "The same.",
        ["RecordStaffCount"] = "A count is no thing with versions: each is one more entry of the organisation's list.",
        ["KeepAgreementTemplate"] = "Only the institution that keeps it reads it.",
        ["WriteLogbook"] = "Weeks of a logbook have no id. They are read with their placement.",
        ["ChangeLogbook"] = "The same.",
        ["SignLogbook"] = "The same.",
        ["ReturnLogbook"] = "The same.",
        ["StartImport"] = "Only its client reads an import. What its rows change is in the feed.",
        ["CancelImport"] = "The same.",
        ["TestWebhook"] = "Deliveries are listed with their webhook. They would fill the feed that they tell.",
        ["ReplayWebhookDelivery"] = "The same.",
        ["ReplayWebhookDeliveries"] = "The same.",
        ["AskErasure"] = "Only the person and the institution that decides read a request. What it erases is in the feed.",
        ["WithdrawErasure"] = "The same.",
        ["DecideErasure"] = "The same.",
        ["DecideCredit"] = "A transcript is judged when it is read, and has no version (ADR 18).",
    };

    /// <summary>How far the feed has come.</summary>
    public static async Task<long> EndAsync(Things things) =>
        (await things.App.Db.QueryAsync<long>("SELECT COALESCE(MAX(seq), 0) FROM $schema.change")).Single();

    /// <summary>What is wrong with an operation that succeeded; null if nothing is.</summary>
    public static async Task<string?> WhyNotAsync(Things things, string operation, long before)
    {
        if (!things.App.Services.GetServices<ChangeKind>().Any()) return null;
        var isThere = await EndAsync(things) > before;
        return (isThere, Unfollowed.ContainsKey(operation)) switch
        {
            (false, false) => "it left no change in the feed. Register its kind, or give the reason in Feed.Unfollowed.",
            (true, true) => "it left a change in the feed. Take it out of Feed.Unfollowed.",
            _ => null,
        };
    }
}
