namespace Gateway.Portal.Operations;

/// <summary>A message that failed for good at a service.</summary>
/// <param name="Service">The service that took it.</param>
/// <param name="Id">Its identity there.</param>
/// <param name="Types">What it says, the most special type first.</param>
/// <param name="State"><c>parked</c>, <c>replayed</c> or <c>discarded</c>.</param>
/// <param name="At">When it was put aside.</param>
/// <param name="Trace">The trace of the request that it comes from; null if none was kept.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Reason">Why it was discarded; null if it was not.</param>
internal sealed record ParkedMessage(
    string Service, Guid Id, IReadOnlyList<string> Types, string State, DateTimeOffset At, string? Trace, string Error, string? Reason)
{
    private const string Enrollment = "enrollment";
    private const string Faculty = "faculty-certification";
    private const string Partnership = "industry-partnership";
    private const int Most = 100;

    /// <summary>The services, as paths name them.</summary>
    public static readonly IReadOnlyList<string> Services = [Enrollment, Faculty, Partnership];

    /// <summary>The newest messages of a service in a state.</summary>
    public static async Task<IReadOnlyList<ParkedMessage>> ListAsync(Visit visit, string service, string state)
    {
        const string newest = "-recorded";
        return service switch
        {
            Enrollment => [.. (await visit.Enrollment.ListParkedMessagesAsync(state, Most, sort: newest)).Items.Select(one =>
                new ParkedMessage(
                    service, one.Id, one.MessageTypes, one.State, one.ParkedAt, one.TraceId, one.Error, one.Reason))],
            Faculty => [.. (await visit.Faculty.ListParkedMessagesAsync(state, Most, sort: newest)).Items.Select(one =>
                new ParkedMessage(
                    service, one.Id, one.MessageTypes, one.State, one.ParkedAt, one.TraceId, one.Error, one.Reason))],
            _ => [.. (await visit.Partnership.ListParkedMessagesAsync(state, Most, sort: newest)).Items.Select(one =>
                new ParkedMessage(
                    service, one.Id, one.MessageTypes, one.State, one.ParkedAt, one.TraceId, one.Error, one.Reason))],
        };
    }

    /// <summary>Lets the service that took it try again.</summary>
    public static Task ReplayAsync(Visit visit, string service, Guid id) => service switch
    {
        Enrollment => visit.Enrollment.ReplayParkedMessageAsync(id, visit.Once),
        Faculty => visit.Faculty.ReplayParkedMessageAsync(id, visit.Once),
        _ => visit.Partnership.ReplayParkedMessageAsync(id, visit.Once),
    };

    /// <summary>Gives up its effect, with a reason.</summary>
    public static Task DiscardAsync(Visit visit, string service, Guid id, string reason) => service switch
    {
        Enrollment => visit.Enrollment.DiscardParkedMessageAsync(id, new() { Reason = reason }, visit.Once),
        Faculty => visit.Faculty.DiscardParkedMessageAsync(id, new() { Reason = reason }, visit.Once),
        _ => visit.Partnership.DiscardParkedMessageAsync(id, new() { Reason = reason }, visit.Once),
    };
}
