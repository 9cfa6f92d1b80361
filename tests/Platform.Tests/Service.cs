namespace Platform.Tests;

/// <summary>What is started as a process.</summary>
/// <param name="Name">Its name in paths, queues and traces.</param>
/// <param name="Project">Its folder.</param>
/// <param name="Schema">The name of its schema, and of its SQLite file.</param>
internal sealed record Service(string Name, string Project, string Schema)
{
    public static readonly Service Enrollment = new("enrollment", "services/Enrollment", "enrollment");
    public static readonly Service Faculty = new("faculty-certification", "services/FacultyCertification", "faculty");
    public static readonly Service Partnership = new("industry-partnership", "services/IndustryPartnership", "partnership");
    public static readonly Service Gateway = new("gateway", "gateway", "");

    /// <summary>Those with a schema.</summary>
    public static readonly IReadOnlyList<Service> Three = [Enrollment, Faculty, Partnership];

    public static readonly IReadOnlyList<Service> All = [.. Three, Gateway];
}
