using Enrollment;
using Kernel.Hosting;

Cultures.Load();

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(EnrollmentService.Name);
builder.AddEnrollment();

var app = builder.Build();
app.MapServiceDefaults();
app.MapEnrollment();
return await app.RunServiceAsync(args);
