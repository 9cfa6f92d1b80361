using Kernel;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne.Steps;

/// <summary>A teacher leads a module and mentors for a placement. While the certificate is suspended, enrollment and industry-partnership
/// flag both (D20).</summary>
internal sealed class SuspendedTeacher(Clients clients, Sample sample, Today today)
{
    /// <summary>The local client of the learner who is placed.</summary>
    private const string Learner = "learner";

    private const string Member = "panel-0011";
    private const string Suspended = "certificate-suspended";

    private readonly List<string> flags = [];

    private string Institution => sample.Illustrative.Teachers.Institution;
    private FacultyCertificationClient Office => clients.Faculty(Institution);
    private EnrollmentClient Registrar => clients.Enrolling(Institution);
    private IndustryPartnershipClient Coordinator => clients.Partnership(Institution);

    public async Task SuspendAsync()
    {
        var placement = await PlacementAsync();
        var teacher = placement.TeacherId ?? await AnyCertifiedAsync();
        if (placement.TeacherId is null) await Coordinator.NameTeacherAsync(placement.Id, new() { TeacherId = teacher });
        var lead = await LeadAsync(teacher);
        var certificate = await CertificateAsync(teacher);
        if (certificate.SuspendedOn is null)
        {
            if ((await Office.ListSuspensionsAsync(certificate.Id)).Items.Count > 0) return;
            await Office.SuspendCertificateAsync(
                certificate.Id, new() { SuspendedOn = today.Value.AddDays(-5), Reason = "Illustrative.", DecidedBy = Member });
        }
        await FlaggedAsync(lead.Id, placement.Id, Suspended);
        await Office.ReinstateCertificateAsync(
            certificate.Id, new() { ReinstatedOn = today.Value, Reason = "Illustrative.", DecidedBy = Member });
        await FlaggedAsync(lead.Id, placement.Id, null);
    }

    /// <summary>What happened to the certificate, and what the other services showed meanwhile.</summary>
    public async Task<Story> StoryAsync()
    {
        var teacher = await Office.GetTeacherAsync((await PlacementAsync()).TeacherId!.Value);
        var timeline = await Office.ReadTimelineAsync(teacher.Id);
        return new($"teacher {teacher.StaffNumber}, who leads a module and mentors for a placement",
        [
            .. timeline.Entries.Where(entry => entry is { Kind: "certificate", What: "suspended" or "reinstated" })
                .Select(entry => $"{entry.HappenedOn:O}  certificate {entry.What}"),
            .. flags,
        ]);
    }

    private async Task FlaggedAsync(Guid lead, Guid placement, string? flag)
    {
        var when = flag is null ? "after the reinstatement" : "during the suspension";
        var module = await Clients.UntilAsync(
            $"The flag of a module's lead {when}",
            async () => await Registrar.GetModuleLeadAsync(lead) is var seen && seen.Flag == flag ? seen : null);
        flags.Add($"{when}, enrollment flags the lead of the module: {module.Flag ?? "no"}");
        var placed = await Clients.UntilAsync(
            $"The flag of a placement {when}",
            async () => await Coordinator.GetPlacementAsync(placement) is var seen && seen.TeacherFlag == flag ? seen : null);
        flags.Add($"{when}, industry-partnership flags the placement: {placed.TeacherFlag ?? "no"}");
    }

    // The learner accepts a place that is to come.
    private async Task<Placement> PlacementAsync()
    {
        var (self, learner) = (clients.Partnership(Learner), (await clients.Enrolling(Learner).ListLearnersAsync()).Items.Single());
        if ((await Coordinator.ListPlacementsAsync(learnerId: learner.Id)).Items is [var known, ..]) return known;

        var slot = (await Coordinator.ListSlotsAsync(state: "open", limit: Clients.PageSize)).Items
            .First(open => open.Title == sample.Illustrative.Slots[^1].Title);
        var application = (await Coordinator.ListApplicationsAsync(slot.Id, learner.Id)).Items is [var there, ..]
            ? there
            : await self.ApplyForSlotAsync(slot.Id, new() { LearnerId = learner.Id });
        var enterprise = clients.Partnership(sample.Illustrative.Enterprise);
        if (application.State == "submitted") await enterprise.OfferPlaceAsync(application.Id, new());
        return await self.AcceptOfferAsync(application.Id);
    }

    private async Task<ModuleLead> LeadAsync(Guid teacher)
    {
        if ((await Registrar.ListModuleLeadsAsync(teacher: teacher)).Items is [var known, ..]) return known;
        var programme = (await Registrar.ListProgrammesAsync(state: "published")).Items[0];
        return await Registrar.NameModuleLeadAsync(programme.Id, new()
        {
            Cohort = today.Value.Year,
            TeacherId = teacher,
            ModuleId = programme.Modules.First(placed => placed.Institution == Institution).ModuleId,
            StartsOn = today.Value.AddDays(-20),
            EndsOn = today.Value.AddDays(100),
        });
    }

    private async Task<Guid> AnyCertifiedAsync() =>
        (await Office.ListCertificatesAsync(state: "certified", limit: Clients.PageSize)).Items[0].TeacherId;

    private async Task<Certificate> CertificateAsync(Guid teacher)
    {
        var staffNumber = (await Office.GetTeacherAsync(teacher)).StaffNumber;
        return (await Office.ListCertificatesAsync(staffNumber: staffNumber)).Items[0];
    }
}
