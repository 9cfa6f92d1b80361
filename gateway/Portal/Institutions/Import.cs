using VocationalPlatform.Client.Enrollment;

namespace Gateway.Portal.Institutions;

/// <summary>An import of many rows, as each service has it.</summary>
/// <param name="Service">The service that has it.</param>
/// <param name="Id">Its identity there.</param>
/// <param name="Kind">What its rows are, such as <c>learners</c>.</param>
/// <param name="IsCheck">Whether it writes nothing.</param>
/// <param name="State"><c>received</c>, <c>running</c>, <c>completed</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Rows">How many rows were read, and how many are expected.</param>
/// <param name="Counts">How many rows were accepted, unchanged and refused.</param>
/// <param name="ReceivedAt">When the upload came.</param>
/// <param name="ExpectedEnd">When it may be done; null if that is not known.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
internal sealed record Import(
    string Service, Guid Id, string Kind, bool IsCheck, string State, (long Read, long Expected) Rows,
    (long Accepted, long Unchanged, long Refused) Counts, DateTimeOffset ReceivedAt, DateTimeOffset? ExpectedEnd, string? Failure)
{
    private const string Enrollment = "enrollment";
    private const string Faculty = "faculty-certification";
    private const string Check = "check";

    /// <summary>The service of each kind of row, and the role that imports it.</summary>
    public static readonly IReadOnlyDictionary<string, (string Service, string Role)> Kinds = new Dictionary<string, (string, string)>
    {
        ["learners"] = (Enrollment, Contracts.Roles.Registrar),
        ["corrections"] = (Enrollment, Contracts.Roles.Registrar),
        ["exam-marks"] = (Enrollment, Contracts.Roles.Registrar),
        ["applications"] = ("industry-partnership", Contracts.Roles.Coordinator),
        ["teachers"] = (Faculty, Contracts.Roles.TeacherOffice),
        ["employments"] = (Faculty, Contracts.Roles.TeacherOffice),
    };

    /// <summary>Whether it is over.</summary>
    public bool IsOver => State is not ("received" or "running");

    /// <summary>Sends an upload to the service of its kind.</summary>
    public static async Task<Import> StartAsync(Visit visit, string kind, string mode, Stream upload, string contentType)
    {
        var once = visit.Once;
        return Kinds[kind].Service switch
        {
            Enrollment => Of(await visit.Enrollment.StartImportAsync(kind, new(upload, null, contentType), mode, once)),
            Faculty => Of(await visit.Faculty.StartImportAsync(kind, new(upload, null, contentType), mode, once)),
            _ => Of(await visit.Partnership.StartImportAsync(kind, new(upload, null, contentType), mode, once)),
        };
    }

    /// <summary>The newest imports at a service.</summary>
    public static async Task<IReadOnlyList<Import>> ListAsync(Visit visit, string service, int limit) => service switch
    {
        Enrollment => [.. (await visit.Enrollment.ListImportsAsync(limit, sort: "-recorded")).Items.Select(Of)],
        Faculty => [.. (await visit.Faculty.ListImportsAsync(limit, sort: "-recorded")).Items.Select(Of)],
        _ => [.. (await visit.Partnership.ListImportsAsync(limit, sort: "-recorded")).Items.Select(Of)],
    };

    /// <summary>An import as it is now.</summary>
    public static async Task<Import> FindAsync(Visit visit, string service, Guid id) => service switch
    {
        Enrollment => Of(await visit.Enrollment.GetImportAsync(id)),
        Faculty => Of(await visit.Faculty.GetImportAsync(id)),
        _ => Of(await visit.Partnership.GetImportAsync(id)),
    };

    /// <summary>Its refused rows, in the form of the upload.</summary>
    public Task<string> ReportAsync(Visit visit) => Service switch
    {
        Enrollment => visit.Enrollment.GetImportReportAsync(Id),
        Faculty => visit.Faculty.GetImportReportAsync(Id),
        _ => visit.Partnership.GetImportReportAsync(Id),
    };

    /// <summary>Stops it. What it has written stays.</summary>
    public static Task CancelAsync(Visit visit, string service, Guid id) => service switch
    {
        Enrollment => visit.Enrollment.CancelImportAsync(id, visit.Once),
        Faculty => visit.Faculty.CancelImportAsync(id, visit.Once),
        _ => visit.Partnership.CancelImportAsync(id, visit.Once),
    };

    private static Import Of(ImportJob job) => new(
        Enrollment, job.Id, job.Kind, job.Mode == Check, job.State, (job.RowsRead, job.ExpectedRows),
        (job.Accepted, job.Unchanged, job.Refused), job.ReceivedAt, job.ExpectedEnd, job.Failure);

    private static Import Of(VocationalPlatform.Client.FacultyCertification.ImportJob job) => new(
        Faculty, job.Id, job.Kind, job.Mode == Check, job.State, (job.RowsRead, job.ExpectedRows),
        (job.Accepted, job.Unchanged, job.Refused), job.ReceivedAt, job.ExpectedEnd, job.Failure);

    private static Import Of(VocationalPlatform.Client.IndustryPartnership.ImportJob job) => new(
        "industry-partnership", job.Id, job.Kind, job.Mode == Check, job.State, (job.RowsRead, job.ExpectedRows),
        (job.Accepted, job.Unchanged, job.Refused), job.ReceivedAt, job.ExpectedEnd, job.Failure);
}
